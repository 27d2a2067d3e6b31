# The group. How many there are at an opening is the service's business: it registers scheduled actions and corrects the
# bounds, so Terraform leaves them alone after it has made the group.

data "aws_ssm_parameter" "amazon_linux" {
  count = var.ami_id == null ? 1 : 0
  name  = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

locals {
  drain_seconds = 60
}

resource "aws_launch_template" "service" {
  name                   = var.name
  image_id               = var.ami_id == null ? data.aws_ssm_parameter.amazon_linux[0].value : var.ami_id
  instance_type          = var.instance_type
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.instances.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.service.arn
  }

  # Tokens only, and not through a container or a proxy.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring {
    enabled = true # one-minute figures, without which `sustained` has nothing to go by
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type = "gp3"
      volume_size = 16
      encrypted   = true
    }
  }

  user_data = base64encode(templatefile("${path.module}/user-data.sh.tftpl", {
    region      = var.region
    group       = var.name
    cluster     = aws_rds_cluster.this.cluster_identifier
    writer      = aws_rds_cluster.this.endpoint
    reader      = aws_rds_cluster.this.reader_endpoint
    writer_pool = var.writer_pool
    reader_pool = var.reader_pool
    public_url  = var.public_url == null ? "" : var.public_url
    jwks_uri    = var.identity.jwks_uri
    issuer      = var.identity.issuer == null ? "" : var.identity.issuer
    audience    = var.identity.audience == null ? "" : var.identity.audience
    sign_in     = { for name, value in coalesce(var.identity.sign_in, {}) : name => value if value != null }
    settings    = var.settings
    notices     = aws_sns_topic.notices.arn
    secret      = local.database_secret
    accounts    = var.accounts_secret != null

    settings_secret = var.settings_secret == null ? "" : var.settings_secret
    namespace       = var.tracked_metric.namespace
    artifact        = var.artifact == null ? "" : "s3://${var.artifact.bucket}/${var.artifact.key}"
    baked           = var.ami_id != null
    drain_seconds   = local.drain_seconds
  }))

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = var.name }
  }
}

resource "aws_autoscaling_group" "service" {
  name                      = var.name
  min_size                  = 1
  max_size                  = var.instances_max
  vpc_zone_identifier       = [for subnet in aws_subnet.instances : subnet.id]
  target_group_arns         = [aws_lb_target_group.service.arn]
  health_check_type         = "ELB"
  health_check_grace_period = 120
  default_instance_warmup   = 120
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupMinSize"]

  launch_template {
    id      = aws_launch_template.service.id
    version = aws_launch_template.service.latest_version
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 200
    }
  }

  # The balancer has drained it when this begins: a margin for what the service still has to answer.
  initial_lifecycle_hook {
    name                 = "drain"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = local.drain_seconds + 30
    default_result       = "CONTINUE"
  }

  lifecycle {
    ignore_changes = [min_size, max_size, desired_capacity] # the service's, see scaling/
  }
}

# Out: an opening that nobody announced. It never takes away: that is the seed's rule, below, and its alone.
resource "aws_autoscaling_policy" "track" {
  name                   = "${var.name}-track"
  autoscaling_group_name = aws_autoscaling_group.service.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value     = var.tracked_metric.target
    disable_scale_in = true

    customized_metric_specification {
      namespace   = var.tracked_metric.namespace
      metric_name = var.tracked_metric.name
      statistic   = "Average"

      metric_dimension {
        name  = "AutoScalingGroupName"
        value = aws_autoscaling_group.service.name
      }
    }
  }
}

# In: one instance at a time. Within a hold it can do nothing, since the minimum is what it may not go under.
resource "aws_autoscaling_policy" "scale_in" {
  name                   = "${var.name}-scale-in"
  autoscaling_group_name = aws_autoscaling_group.service.name
  policy_type            = "StepScaling"
  adjustment_type        = "ChangeInCapacity"

  step_adjustment {
    scaling_adjustment          = -1
    metric_interval_upper_bound = 0
  }
}

locals {
  scale_in = {
    average   = { period = 900, evaluations = 1 }
    sustained = { period = 60, evaluations = 15 }
  }[var.scale_in]
}

resource "aws_cloudwatch_metric_alarm" "scale_in" {
  alarm_name          = "${var.name}-scale-in"
  alarm_description   = "CPU under 20 % for 15 minutes (${var.scale_in}): one instance less. Not a fault."
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  dimensions          = { AutoScalingGroupName = aws_autoscaling_group.service.name }
  statistic           = "Average"
  comparison_operator = "LessThanThreshold"
  threshold           = 20
  period              = local.scale_in.period
  evaluation_periods  = local.scale_in.evaluations
  treat_missing_data  = "missing" # nothing known is no reason to take away
  alarm_actions       = [aws_autoscaling_policy.scale_in.arn]
}
