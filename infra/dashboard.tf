# What AWS itself measures of the plan; the service's own figures are on the generated one.

locals {
  rows = [
    { title = "Instances: minimum, wanted, in service", metrics = [
      ["AWS/AutoScaling", "GroupMinSize", "AutoScalingGroupName", var.name],
      [".", "GroupDesiredCapacity", ".", "."],
      [".", "GroupInServiceInstances", ".", "."],
    ] },
    { title = "CPU of the instances, and what the group follows", metrics = [
      ["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", var.name],
      [var.tracked_metric.namespace, var.tracked_metric.name, "AutoScalingGroupName", var.name],
    ] },
    { title = "CPU of writer and readers", metrics = [
      ["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", var.name, "Role", "WRITER"],
      ["...", "READER"],
    ] },
    { title = "Connections to writer and readers", metrics = [
      ["AWS/RDS", "DatabaseConnections", "DBClusterIdentifier", var.name, "Role", "WRITER"],
      ["...", "READER"],
    ] },
  ]
}

resource "aws_cloudwatch_dashboard" "plan" {
  dashboard_name = "${var.name}-plan"
  dashboard_body = jsonencode({
    widgets = [for index, row in local.rows : {
      type   = "metric"
      x      = 12 * (index % 2)
      y      = 6 * floor(index / 2)
      width  = 12
      height = 6
      properties = {
        title   = row.title
        region  = var.region
        period  = 60
        stat    = "Average"
        metrics = row.metrics
      }
    }]
  })
}

resource "aws_cloudwatch_dashboard" "service" {
  count          = var.dashboard_file == null ? 0 : 1
  dashboard_name = "${var.name}-service"
  dashboard_body = file(var.dashboard_file)
}
