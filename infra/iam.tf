# Two roles: what the service may do, and what an operator may. The service never touches database instances.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  arn_prefix = "arn:${data.aws_partition.this.partition}"
  account    = data.aws_caller_identity.this.account_id
  group_arn  = "${local.arn_prefix}:autoscaling:${var.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${var.name}"
  target_arn = "${local.arn_prefix}:application-autoscaling:${var.region}:${local.account}:scalable-target/*"
  # What the instances sign in to the database with.
  database_secret = var.accounts_secret == null ? aws_rds_cluster.this.master_user_secret[0].secret_arn : var.accounts_secret
  secrets         = compact([local.database_secret, var.settings_secret])
  cluster_arns = [
    "${local.arn_prefix}:rds:${var.region}:${local.account}:cluster:${var.name}",
    "${local.arn_prefix}:rds:${var.region}:${local.account}:db:${var.name}-*",
  ]
}

data "aws_iam_policy_document" "instances_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "service" {
  name               = "${var.name}-service"
  assume_role_policy = data.aws_iam_policy_document.instances_assume.json
}

resource "aws_iam_instance_profile" "service" {
  name = "${var.name}-service"
  role = aws_iam_role.service.name
}

# A shell without SSH and without an open port.
resource "aws_iam_role_policy_attachment" "session" {
  role       = aws_iam_role.service.name
  policy_arn = "${local.arn_prefix}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

data "aws_iam_policy_document" "service" {
  statement {
    sid       = "PublishItsOwnFigures"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"] # AWS knows no resource for this action

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = [var.tracked_metric.namespace]
    }
  }

  statement {
    sid = "ScheduleItsOwnGroup"
    actions = [
      "autoscaling:PutScheduledUpdateGroupAction",
      "autoscaling:DeleteScheduledAction",
      "autoscaling:UpdateAutoScalingGroup",
    ]
    resources = [local.group_arn]
  }

  statement {
    sid = "ScheduleItsOwnReaders"
    actions = [
      "application-autoscaling:PutScheduledAction",
      "application-autoscaling:DeleteScheduledAction",
      "application-autoscaling:RegisterScalableTarget",
    ]
    resources = [local.target_arn]

    condition {
      test     = "StringEquals"
      variable = "application-autoscaling:service-namespace"
      values   = ["rds"]
    }

    condition {
      test     = "StringEquals"
      variable = "application-autoscaling:scalable-dimension"
      values   = ["rds:cluster:ReadReplicaCount"]
    }
  }

  statement {
    sid = "ReadWhatIsScheduled"
    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeScheduledActions",
      "application-autoscaling:DescribeScalableTargets",
      "application-autoscaling:DescribeScheduledActions",
    ]
    resources = ["*"] # AWS knows no resource for these actions
  }

  statement {
    sid = "LookBeforeAnOpening"
    actions = [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricStatistics",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
    ]
    resources = ["*"] # reads; AWS knows no resource for metrics, and lists instances of all clusters
  }

  statement {
    sid       = "LookWhoHearsAlarms"
    actions   = ["sns:ListSubscriptionsByTopic"]
    resources = [aws_sns_topic.alarms.arn]
  }

  statement {
    sid       = "TellOfOpenings"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.notices.arn]
  }

  statement {
    sid       = "ReadItsOwnSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = local.secrets
  }

  statement {
    sid       = "ConnectToTheDatabase"
    actions   = ["rds-db:connect"]
    resources = ["${local.arn_prefix}:rds-db:${var.region}:${local.account}:dbuser:${aws_rds_cluster.this.cluster_resource_id}/boxoffice"]
  }

  dynamic "statement" {
    for_each = var.artifact == null ? [] : [var.artifact]

    content {
      sid       = "FetchTheJar"
      actions   = ["s3:GetObject"]
      resources = ["${local.arn_prefix}:s3:::${statement.value.bucket}/${statement.value.key}"]
    }
  }
}

resource "aws_iam_role_policy" "service" {
  name   = "service"
  role   = aws_iam_role.service.id
  policy = data.aws_iam_policy_document.service.json
}

# The operator: everything the service may schedule, the checks before an opening, and the writer scale-up.

data "aws_iam_policy_document" "operator_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["${local.arn_prefix}:iam::${local.account}:root"]
    }

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "operator" {
  name               = "${var.name}-operator"
  assume_role_policy = data.aws_iam_policy_document.operator_assume.json
}

data "aws_iam_policy_document" "operator" {
  statement {
    sid = "ScaleTheWriter"
    actions = [
      "rds:CreateDBInstance",
      "rds:ModifyDBInstance",
      "rds:DeleteDBInstance",
      "rds:FailoverDBCluster",
      "rds:AddTagsToResource",
    ]
    resources = concat(local.cluster_arns, [
      "${local.arn_prefix}:rds:${var.region}:${local.account}:pg:*",
      "${local.arn_prefix}:rds:${var.region}:${local.account}:subgrp:${var.name}",
    ])
  }

  statement {
    sid = "ScheduleTheGroup"
    actions = [
      "autoscaling:PutScheduledUpdateGroupAction",
      "autoscaling:DeleteScheduledAction",
      "autoscaling:UpdateAutoScalingGroup",
      "autoscaling:SuspendProcesses",
      "autoscaling:ResumeProcesses",
    ]
    resources = [local.group_arn]
  }

  statement {
    sid = "ScheduleReaders"
    actions = [
      "application-autoscaling:PutScheduledAction",
      "application-autoscaling:DeleteScheduledAction",
      "application-autoscaling:RegisterScalableTarget",
    ]
    resources = [local.target_arn]

    condition {
      test     = "StringEquals"
      variable = "application-autoscaling:service-namespace"
      values   = ["rds"]
    }
  }

  statement {
    sid = "LookBeforeAnOpening"
    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeScheduledActions",
      "application-autoscaling:DescribeScalableTargets",
      "application-autoscaling:DescribeScalingActivities",
      "application-autoscaling:DescribeScheduledActions",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "elasticloadbalancing:DescribeTargetHealth",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
      "sns:ListSubscriptionsByTopic",
    ]
    resources = ["*"] # reads; AWS knows no resource for most of these
  }
}

resource "aws_iam_role_policy" "operator" {
  name   = "operator"
  role   = aws_iam_role.operator.id
  policy = data.aws_iam_policy_document.operator.json
}
