# What an operator has before the stack: a certificate.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_acm_certificate" "this" {
  domain_name       = "tickets.example.com"
  validation_method = "DNS"
}

output "arn" {
  value = aws_acm_certificate.this.arn
}
