# Offline: what the configuration says, with a provider that only pretends.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_ssm_parameter" {
    defaults = { value = "ami-0123456789abcdef0" }
  }

  mock_resource "aws_lb" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:loadbalancer/app/boxoffice/1234567890abcdef"
      arn_suffix = "app/boxoffice/1234567890abcdef"
    }
  }

  mock_resource "aws_lb_target_group" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:targetgroup/boxoffice/1234567890abcdef"
      arn_suffix = "targetgroup/boxoffice/1234567890abcdef"
    }
  }

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::123456789012:instance-profile/boxoffice-service" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/boxoffice" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:ap-northeast-2:123456789012:boxoffice-alarms" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:ap-northeast-2:123456789012:key/1" }
  }

  mock_resource "aws_autoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:ap-northeast-2:123456789012:scalingPolicy:1:autoScalingGroupName/boxoffice:policyName/boxoffice-scale-in" }
  }

  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }

  mock_resource "aws_rds_cluster" {
    defaults = {
      master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds-1", kms_key_id = "k", secret_status = "active" }]
    }
  }
}

variables {
  certificate_arn = "arn:aws:acm:ap-northeast-2:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  identity        = { jwks_uri = "https://id.example.com/jwks" }
  alarm_emails    = ["operator@example.com"]
}

run "the_seeds_rows" {
  command = apply

  assert {
    condition     = aws_autoscaling_group.service.min_size == 1 && aws_autoscaling_group.service.max_size == 3
    error_message = "the group has 1 to 3 instances"
  }

  assert {
    condition     = length(aws_autoscaling_group.service.vpc_zone_identifier) >= 1 && length(aws_subnet.instances) == 3
    error_message = "over three zones"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.scale_in.threshold == 20 && aws_cloudwatch_metric_alarm.scale_in.comparison_operator == "LessThanThreshold"
    error_message = "scale-in is CPU under 20 %"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.scale_in.period * aws_cloudwatch_metric_alarm.scale_in.evaluation_periods == 900
    error_message = "for 15 minutes"
  }

  assert {
    condition     = one(aws_autoscaling_policy.scale_in.step_adjustment).scaling_adjustment == -1
    error_message = "one instance at a time"
  }

  assert {
    condition     = aws_autoscaling_policy.track.target_tracking_configuration[0].disable_scale_in
    error_message = "only the seed's rule takes away"
  }

  assert {
    condition     = aws_appautoscaling_target.readers.min_capacity == 1 && aws_appautoscaling_target.readers.max_capacity == 3
    error_message = "1 to 3 readers"
  }

  assert {
    condition     = aws_appautoscaling_policy.readers.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type == "RDSReaderAverageDatabaseConnections"
    error_message = "readers follow connections"
  }

  assert {
    condition     = alltrue([for instance in aws_rds_cluster_instance.this : instance.promotion_tier == 1])
    error_message = "tier 0 is for the bigger instance of a scale-up alone"
  }
}

run "what_is_safe" {
  command = apply

  assert {
    condition     = aws_launch_template.service.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv2 only"
  }

  assert {
    condition     = aws_rds_cluster.this.deletion_protection && !aws_rds_cluster.this.skip_final_snapshot && aws_rds_cluster.this.storage_encrypted
    error_message = "the database is encrypted and cannot be deleted by mistake"
  }

  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password && aws_rds_cluster.this.iam_database_authentication_enabled
    error_message = "no password in the configuration"
  }

  assert {
    condition     = aws_lb_listener.https.protocol == "HTTPS" && aws_lb_listener.http.default_action[0].type == "redirect"
    error_message = "nothing is answered over plain HTTP"
  }

  assert {
    condition     = strcontains(base64decode(aws_launch_template.service.user_data), "TimeoutStopSec=60")
    error_message = "systemd waits for the drain"
  }

  assert {
    condition     = strcontains(base64decode(aws_launch_template.service.user_data), "BOXOFFICE_CLOUDWATCH=on")
    error_message = "what the group follows is published"
  }

  assert {
    condition     = !strcontains(base64decode(aws_launch_template.service.user_data), "boxoffice_reader")
    error_message = "without accounts of its own the service signs in as the master user"
  }

  assert {
    condition     = one(aws_autoscaling_group.service.initial_lifecycle_hook).heartbeat_timeout > 60
    error_message = "the hook is longer than the drain"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : length(alarm.alarm_actions) == 1 && length(alarm.alarm_description) > 20])
    error_message = "every alarm tells somebody, and what to do"
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.plan.dashboard_body).widgets) == 4
    error_message = "the dashboard is JSON with its four widgets"
  }
}

run "with_accounts_of_its_own_nobody_signs_in_as_the_master_user" {
  variables {
    accounts_secret = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:boxoffice-accounts"
  }

  assert {
    condition = alltrue([
      for account in ["boxoffice_owner:", "boxoffice_writer:", "boxoffice_reader:"] :
      strcontains(base64decode(aws_launch_template.service.user_data), account)
    ])
    error_message = "each address has its own account"
  }

  assert {
    condition     = strcontains(base64decode(aws_launch_template.service.user_data), "secret:boxoffice-accounts") && !strcontains(base64decode(aws_launch_template.service.user_data), ".username")
    error_message = "the master user's secret is not read"
  }
}

run "settings_reach_the_service" {
  command = plan

  variables {
    identity = {
      jwks_uri = "https://id.example.com/jwks"
      sign_in  = { authorize_uri = "https://id.example.com/authorize", token_uri = "https://id.example.com/token", client_id = "boxoffice" }
    }
    settings        = { BOXOFFICE_RETENTION_DAYS = "90" }
    settings_secret = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:boxoffice-settings"
  }

  assert {
    condition = alltrue([
      for line in ["BOXOFFICE_RETENTION_DAYS=90", "BOXOFFICE_SIGN_IN_CLIENT_ID=boxoffice", "BOXOFFICE_SNS_TOPIC=arn:aws:sns:", "secret:boxoffice-settings"] :
      strcontains(base64decode(aws_launch_template.service.user_data), line)
    ])
    error_message = "settings, sign-in, the notices' topic and the secret settings are written"
  }

  assert {
    condition     = !strcontains(base64decode(aws_launch_template.service.user_data), "SIGN_IN_SCOPE")
    error_message = "what is not set is not written"
  }
}

run "secrets_are_no_settings" {
  command = plan

  variables {
    settings = { BOXOFFICE_SMTP_URI = "smtp://user:secret@mail.example.com:587" }
  }

  expect_failures = [var.settings]
}

run "settings_cannot_leave_their_line" {
  command = plan

  variables {
    settings = { BOXOFFICE_SMTP_FROM = "$(reboot)" }
  }

  expect_failures = [var.settings]
}

run "alarms_may_use_the_key_of_their_topic" {
  command = plan

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id != "alias/aws/sns"
    error_message = "AWS's own key for SNS admits no alarm"
  }
}

run "sustained_looks_at_each_minute" {
  command = plan

  variables {
    scale_in = "sustained"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.scale_in.period == 60 && aws_cloudwatch_metric_alarm.scale_in.evaluation_periods == 15
    error_message = "15 of one minute"
  }
}

run "generated_files_are_taken" {
  command = plan

  variables {
    alarms_file    = "tests/alarms.json"
    dashboard_file = "tests/dashboard.json"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.generated["queue"].metric_name == "ClaimQueueAge"
    error_message = "an alarm for each entry"
  }

  assert {
    condition     = length(aws_cloudwatch_dashboard.service) == 1
    error_message = "the dashboard of the catalogue"
  }
}

run "more_instances_than_the_plan_has_are_refused" {
  command = plan

  variables {
    instances_max = 4
  }

  expect_failures = [var.instances_max]
}

run "a_reader_policy_that_can_never_fire_is_refused" {
  command = plan

  variables {
    connections_per_reader = 96
  }

  expect_failures = [var.connections_per_reader]
}

run "two_zones_are_refused" {
  command = plan

  variables {
    zones = ["a", "b"]
  }

  expect_failures = [var.zones]
}

run "plain_http_keys_are_refused" {
  command = plan

  variables {
    identity = { jwks_uri = "http://id.example.com/jwks" }
  }

  expect_failures = [var.identity]
}
