# Reads with data sources only, so that the state of the stack has no part in it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

variable "policy" {
  type = string
}

variable "operators" {
  type = string
}

data "aws_autoscaling_group" "this" {
  name = var.name
}

data "aws_launch_template" "this" {
  name = var.name
}

data "aws_rds_cluster" "this" {
  cluster_identifier = var.name
}

data "aws_lb" "this" {
  name = var.name
}

data "aws_lb_listener" "https" {
  load_balancer_arn = data.aws_lb.this.arn
  port              = 443
}

locals {
  statements = concat(jsondecode(var.policy).Statement, jsondecode(var.operators).Statement)
}
