# Applies to a local AWS and reads back, through the API, what is there then.

variables {
  identity            = { jwks_uri = "https://id.example.com/jwks" }
  alarm_emails        = ["operator@example.com"]
  deletion_protection = false
}

run "certificate" {
  module {
    source = "./tests-local/certificate"
  }
}

run "apply" {
  variables {
    certificate_arn = run.certificate.arn
  }

  assert {
    condition     = output.connections_at_an_opening == { writer = 60, reader = 102 }
    error_message = "pools and what goes beside them, times instances"
  }

  assert {
    condition = alltrue([
      for policy in [aws_kms_key.alarms.policy, aws_sns_topic_policy.alarms.policy] :
      alltrue([for teller in ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] : strcontains(policy, teller)])
    ])
    error_message = "alarms and the cluster's events may use the topic and its key"
  }
}

run "read_back" {
  module {
    source = "./tests-local/read-back"
  }

  variables {
    name      = "boxoffice"
    policy    = run.apply.service_policy
    operators = run.apply.operator_policy
  }

  assert {
    condition     = data.aws_autoscaling_group.this.min_size == 1 && data.aws_autoscaling_group.this.max_size == 3
    error_message = "the group is there, 1 to 3"
  }

  assert {
    condition     = length(data.aws_autoscaling_group.this.availability_zones) == 3
    error_message = "in three zones"
  }

  assert {
    condition     = data.aws_launch_template.this.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv2"
  }

  assert {
    condition     = data.aws_rds_cluster.this.engine == "aurora-mysql" && length(data.aws_rds_cluster.this.cluster_members) == 2
    error_message = "a writer and a reader"
  }

  assert {
    condition     = data.aws_rds_cluster.this.iam_database_authentication_enabled
    error_message = "IAM authentication"
  }

  assert {
    condition     = length(data.aws_rds_cluster.this.master_user_secret) == 1
    error_message = "a managed secret"
  }

  assert {
    condition     = data.aws_lb_listener.https.protocol == "HTTPS"
    error_message = "HTTPS"
  }

  # No wildcard action at all; a wildcard resource only where the configuration says why.
  assert {
    condition     = alltrue([for statement in local.statements : alltrue([for action in flatten([statement.Action]) : !strcontains(action, "*")])])
    error_message = "no wildcard action"
  }

  assert {
    condition = toset([for statement in local.statements : statement.Sid if contains(flatten([statement.Resource]), "*")]) == toset([
      "PublishItsOwnFigures", "ReadWhatIsScheduled", "LookBeforeAnOpening",
    ])
    error_message = "wildcard resources only for what AWS knows no resource for"
  }

  assert {
    condition     = alltrue([for statement in jsondecode(var.policy).Statement : alltrue([for action in flatten([statement.Action]) : !startswith(action, "rds:") || startswith(action, "rds:Describe")])])
    error_message = "the service looks at database instances before an opening and changes none"
  }
}
