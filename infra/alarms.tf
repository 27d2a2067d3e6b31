# What wakes somebody up. Each says what to do; OPERATIONS.md says it at more length.

resource "aws_db_event_subscription" "cluster" {
  name             = var.name
  sns_topic        = aws_sns_topic.alarms.arn
  source_type      = "db-cluster"
  source_ids       = [aws_rds_cluster.this.cluster_identifier]
  event_categories = ["failover", "failure", "maintenance"]
}

locals {
  balancer = { LoadBalancer = aws_lb.this.arn_suffix }
  group    = { AutoScalingGroupName = aws_autoscaling_group.service.name }
  cluster  = { DBClusterIdentifier = aws_rds_cluster.this.cluster_identifier }
  writer   = merge(local.cluster, { Role = "WRITER" })
  readers  = merge(local.cluster, { Role = "READER" })

  alarms = {
    errors = {
      description = "The balancer or the service answers 5xx. Look at /ready and the log of each instance; with the writer gone this ends by itself."
      namespace   = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", dimensions = local.balancer
      statistic   = "Sum", comparison = "GreaterThanThreshold", threshold = 50, period = 60, evaluations = 2, missing = "notBreaching"
    }
    slow = {
      description = "One answer in a hundred takes over 2 s. Look at the writer's pool (waiting) and CPU."
      namespace   = "AWS/ApplicationELB", metric = "TargetResponseTime", dimensions = local.balancer
      statistic   = "p99", comparison = "GreaterThanThreshold", threshold = 2, period = 60, evaluations = 3, missing = "notBreaching"
    }
    unhealthy = {
      description = "An instance is not ready. The group replaces it; look at its log where it comes back."
      namespace   = "AWS/ApplicationELB", metric = "UnHealthyHostCount"
      dimensions  = merge(local.balancer, { TargetGroup = aws_lb_target_group.service.arn_suffix })
      statistic   = "Maximum", comparison = "GreaterThanThreshold", threshold = 0, period = 60, evaluations = 3, missing = "notBreaching"
    }
    nobody = {
      description = "No instance is in service: nobody gets an answer. Look at the group's activities."
      namespace   = "AWS/AutoScaling", metric = "GroupInServiceInstances", dimensions = local.group
      statistic   = "Minimum", comparison = "LessThanThreshold", threshold = 1, period = 60, evaluations = 1, missing = "breaching"
    }
    writer-cpu = {
      description = "The writer is busy. After the opening, and not inside a window: scale-up."
      namespace   = "AWS/RDS", metric = "CPUUtilization", dimensions = local.writer
      statistic   = "Average", comparison = "GreaterThanThreshold", threshold = 80, period = 60, evaluations = 5, missing = "missing"
    }
    writer-memory = {
      description = "The writer runs out of memory. Not inside a window: scale-up."
      namespace   = "AWS/RDS", metric = "FreeableMemory", dimensions = local.writer
      statistic   = "Minimum", comparison = "LessThanThreshold", threshold = 536870912, period = 60, evaluations = 5, missing = "missing"
    }
    deadlocks = {
      description = "Deadlocks: the lock order of a transaction is broken. Claims are safe; report it with the log."
      namespace   = "AWS/RDS", metric = "Deadlocks", dimensions = local.writer
      statistic   = "Average", comparison = "GreaterThanThreshold", threshold = 1, period = 60, evaluations = 5, missing = "notBreaching"
    }
    lag = {
      description = "Readers are over 2 s behind: lists are old, claims are not affected."
      namespace   = "AWS/RDS", metric = "AuroraReplicaLagMaximum", dimensions = local.cluster
      statistic   = "Maximum", comparison = "GreaterThanThreshold", threshold = 2000, period = 60, evaluations = 5, missing = "notBreaching"
    }
    no-reader = {
      description = "No reader reports. Reads go to the writer through a narrow gate; look at the cluster's instances."
      namespace   = "AWS/RDS", metric = "CPUUtilization", dimensions = local.readers
      statistic   = "SampleCount", comparison = "LessThanThreshold", threshold = 1, period = 60, evaluations = 5, missing = "breaching"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.evaluations
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# An opening is near and not all instances are there: the last moment to do it by hand.
resource "aws_cloudwatch_metric_alarm" "capacity" {
  alarm_name          = "${var.name}-capacity-at-opening"
  alarm_description   = "An opening is near and fewer than ${var.instances_max} instances are in service. Now: aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${var.name} --min-size ${var.instances_max} --desired-capacity ${var.instances_max}"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 5 # what starting takes
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "missing"
    label       = "instances missing at an opening"
    expression  = "IF(FILL(opening, 0) > 0, ${var.instances_max} - FILL(there, 0), 0)"
    return_data = true
  }

  metric_query {
    id = "opening"

    metric {
      namespace   = var.tracked_metric.namespace
      metric_name = "OpeningWindow"
      dimensions  = local.group
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id = "there"

    metric {
      namespace   = "AWS/AutoScaling"
      metric_name = "GroupInServiceInstances"
      dimensions  = local.group
      stat        = "Minimum"
      period      = 60
    }
  }
}

# What metrics/ generates from its catalogue.
locals {
  generated = var.alarms_file == null ? [] : jsondecode(file(var.alarms_file))
}

resource "aws_cloudwatch_metric_alarm" "generated" {
  for_each            = { for alarm in local.generated : alarm.name => alarm }
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = var.tracked_metric.namespace
  metric_name         = each.value.metric
  dimensions          = local.group
  statistic           = each.value.statistic
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.evaluation_periods
  treat_missing_data  = try(each.value.treat_missing_data, "notBreaching")
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
