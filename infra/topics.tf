# Two topics: operators are told of alarms, and whoever subscribes is told of openings.

locals {
  alarm_tellers = ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"]
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = aws_kms_key.alarms.arn
}

# A key of the stack's own: AWS's key for SNS admits no service, so that alarms would fire and be told to nobody.
resource "aws_kms_key" "alarms" {
  description         = "Alarms of ${var.name}"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.alarms_key.json
}

data "aws_iam_policy_document" "alarms_key" {
  statement {
    sid       = "TheAccountManagesIt"
    actions   = ["kms:*"]
    resources = ["*"] # of a key's policy: this key

    principals {
      type        = "AWS"
      identifiers = ["${local.arn_prefix}:iam::${local.account}:root"]
    }
  }

  statement {
    sid       = "WhoTellsUsesIt"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"] # of a key's policy: this key

    principals {
      type        = "Service"
      identifiers = local.alarm_tellers
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms_topic.json
}

data "aws_iam_policy_document" "alarms_topic" {
  statement {
    sid       = "TheAccountUsesIt"
    actions   = ["sns:GetTopicAttributes", "sns:SetTopicAttributes", "sns:DeleteTopic", "sns:Subscribe", "sns:ListSubscriptionsByTopic", "sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "AWS"
      identifiers = ["${local.arn_prefix}:iam::${local.account}:root"]
    }
  }

  statement {
    sid       = "AlarmsAndTheClusterTell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = local.alarm_tellers
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_sns_topic_subscription" "emails" {
  for_each  = var.alarm_emails
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# Where the service tells of openings; who listens (a mailing, a push service, a chat) subscribes here.
resource "aws_sns_topic" "notices" {
  name              = "${var.name}-notices"
  kms_master_key_id = "alias/aws/sns"
}
