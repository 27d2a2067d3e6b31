output "url_target" {
  description = "Point the public name here (alias record)."
  value       = aws_lb.this.dns_name
}

output "scaling_settings" {
  description = "For the commands of scaling/ and for a service that runs elsewhere."
  value = {
    BOXOFFICE_SCALING_GROUP   = aws_autoscaling_group.service.name
    BOXOFFICE_SCALING_CLUSTER = aws_rds_cluster.this.cluster_identifier
  }
}

output "writer_endpoint" {
  description = "Always the writer, whichever instance it is."
  value       = aws_rds_cluster.this.endpoint
}

output "reader_endpoint" {
  description = "The readers, connection by connection."
  value       = aws_rds_cluster.this.reader_endpoint
}

output "operator_role" {
  description = "To be assumed, with MFA, by who runs preflight and scale-up."
  value       = aws_iam_role.operator.arn
}

output "alarms_topic" {
  description = "Where alarms go."
  value       = aws_sns_topic.alarms.arn
}

output "notices_topic" {
  description = "Where the service tells of openings: subscribe whoever passes it on."
  value       = aws_sns_topic.notices.arn
}

output "connections_at_an_opening" {
  description = "Connections that the writer and one reader see at most: must be under their max_connections."
  value = {
    writer = (var.writer_pool + 4) * var.instances_max # two aside, for notices and reports, and two that ask for its role
    reader = (var.reader_pool + 2) * var.instances_max
  }
}

output "service_policy" {
  description = "What the service may do, as AWS was told."
  value       = aws_iam_role_policy.service.policy
}

output "operator_policy" {
  description = "What an operator may do, as AWS was told."
  value       = aws_iam_role_policy.operator.policy
}
