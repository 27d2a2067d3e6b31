# Aurora MySQL: a writer and a provisioned reader, which is the one to take over. More readers come and go, see below.

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.database : subnet.id]
}

resource "aws_rds_cluster_parameter_group" "this" {
  name        = var.name
  family      = "aurora-mysql8.0"
  description = "What the promise of ${var.name} needs"

  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }

  parameter {
    name  = "time_zone"
    value = "UTC"
  }

  # A claim that waits longer for a lock has had its time.
  parameter {
    name  = "innodb_lock_wait_timeout"
    value = "5"
  }
}

resource "aws_rds_cluster" "this" {
  cluster_identifier                  = var.name
  engine                              = "aurora-mysql"
  engine_version                      = var.engine_version
  database_name                       = "boxoffice"
  master_username                     = "owner"
  manage_master_user_password         = true
  iam_database_authentication_enabled = true
  storage_encrypted                   = true
  db_subnet_group_name                = aws_db_subnet_group.this.name
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.this.name
  vpc_security_group_ids              = [aws_security_group.database.id]
  backup_retention_period             = 7
  preferred_backup_window             = "18:00-18:30"
  preferred_maintenance_window        = "mon:19:00-mon:20:00"
  enabled_cloudwatch_logs_exports     = ["error", "slowquery"]
  deletion_protection                 = var.deletion_protection
  skip_final_snapshot                 = !var.deletion_protection
  final_snapshot_identifier           = "${var.name}-final"
  copy_tags_to_snapshot               = true
}

# Named by letters: which of them is the writer changes. A change of the class here restarts both at once, so it is for
# quiet times; the writer is made bigger by `scale-up`, which adds an instance, fails over and is no part of this state.
resource "aws_rds_cluster_instance" "this" {
  for_each                     = toset(["a", "b"])
  identifier                   = "${var.name}-${each.key}"
  cluster_identifier           = aws_rds_cluster.this.id
  engine                       = aws_rds_cluster.this.engine
  engine_version               = aws_rds_cluster.this.engine_version
  instance_class               = var.database_class
  promotion_tier               = 1
  performance_insights_enabled = true
  auto_minor_version_upgrade   = false

  lifecycle {
    ignore_changes = [instance_class, promotion_tier] # the runbook's, see scaling/
  }
}

# Readers: 1 to 3 on connections. At an opening the service has set the minimum to the maximum half an hour before.

resource "aws_appautoscaling_target" "readers" {
  service_namespace  = "rds"
  scalable_dimension = "rds:cluster:ReadReplicaCount"
  resource_id        = "cluster:${aws_rds_cluster.this.cluster_identifier}"
  min_capacity       = 1
  max_capacity       = var.readers_max
  depends_on         = [aws_rds_cluster_instance.this]

  lifecycle {
    ignore_changes = [min_capacity, max_capacity] # the service's, see scaling/
  }
}

resource "aws_appautoscaling_policy" "readers" {
  name               = "${var.name}-readers"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.readers.service_namespace
  scalable_dimension = aws_appautoscaling_target.readers.scalable_dimension
  resource_id        = aws_appautoscaling_target.readers.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.connections_per_reader
    scale_out_cooldown = 300
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "RDSReaderAverageDatabaseConnections"
    }
  }
}
