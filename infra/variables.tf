variable "name" {
  description = "Names everything of this stack, and tells two stacks of one account apart."
  type        = string
  default     = "boxoffice"

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9]){1,19}$", var.name))
    error_message = "Lower case letters, digits and single hyphens, 2 to 20 characters, beginning with a letter."
  }
}

variable "region" {
  description = "Region of the stack."
  type        = string
  default     = "ap-northeast-2"
}

variable "zones" {
  description = "Letters of three availability zones of the region."
  type        = set(string)
  default     = ["a", "b", "c"]

  validation {
    condition     = length(var.zones) == 3
    error_message = "The plan spreads instances and readers over three zones."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the network; a /16."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && endswith(var.vpc_cidr, "/16")
    error_message = "An IPv4 block with the prefix /16."
  }
}

variable "nat_per_zone" {
  description = "Whether each zone has a NAT gateway of its own: dearer, and a zone that fails takes no other along."
  type        = bool
  default     = true
}

variable "certificate_arn" {
  description = "ACM certificate of the public name."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:acm:", var.certificate_arn))
    error_message = "The ARN of an ACM certificate."
  }
}

variable "public_url" {
  description = "Where members reach the service, of the certificate's name: preflight looks at the certificate there. Null: it does not."
  type        = string
  default     = null

  validation {
    condition     = var.public_url == null || can(regex("^https://[^/]+/?$", var.public_url))
    error_message = "Like https://tickets.example."
  }
}

variable "ami_id" {
  description = "A baked image with Corretto 17 and /opt/boxoffice/boxoffice.jar. Null: Amazon Linux 2023, which installs Corretto and fetches the jar at every start (slower: not for an opening)."
  type        = string
  default     = null
}

variable "artifact" {
  description = "Where the jar is, when the image does not have it: bucket and key."
  type        = object({ bucket = string, key = string })
  default     = null
}

variable "instance_type" {
  description = "Type of the instances; arm64."
  type        = string
  default     = "c7g.large"

  validation {
    condition     = can(regex("^[a-z0-9]+g[a-z]*\\.", var.instance_type))
    error_message = "A Graviton (arm64) type, such as c7g.large."
  }
}

variable "instances_max" {
  description = "Instances at an opening. The service registers actions up to this number."
  type        = number
  default     = 3

  validation {
    condition     = var.instances_max >= 1 && var.instances_max <= 3 && floor(var.instances_max) == var.instances_max
    error_message = "From 1 to 3, as the plan says."
  }
}

variable "readers_max" {
  description = "Readers at an opening, the provisioned one included."
  type        = number
  default     = 3

  validation {
    condition     = var.readers_max >= 1 && var.readers_max <= 3 && floor(var.readers_max) == var.readers_max
    error_message = "From 1 to 3, as the plan says."
  }
}

variable "tracked_metric" {
  description = "What the group follows: a metric of the service that falls as instances are added. Names are those of the catalogue in metrics/."
  type        = object({ namespace = string, name = string, target = number })
  default     = { namespace = "Boxoffice", name = "EventLoopUtilisation", target = 60 }

  validation {
    condition     = var.tracked_metric.target > 20 && var.tracked_metric.target <= 90
    error_message = "A target in percent over 20, which is where the scale-in rule begins, and at most 90."
  }
}

variable "scale_in" {
  description = "The rule `CPU under 20 % for 15 minutes`: average means the mean of the 15 minutes, sustained each minute of them."
  type        = string
  default     = "average"

  validation {
    condition     = contains(["average", "sustained"], var.scale_in)
    error_message = "average or sustained."
  }
}

variable "connections_per_reader" {
  description = "Connections to one reader over which another is added. Under pool size times instances, or it never fires."
  type        = number
  default     = 40

  validation {
    condition     = var.connections_per_reader >= 1 && var.connections_per_reader < var.reader_pool * var.instances_max
    error_message = "Under reader_pool times instances_max: more connections than that are never opened to one reader."
  }
}

variable "reader_pool" {
  description = "Connections of one instance to readers at most."
  type        = number
  default     = 32
}

variable "writer_pool" {
  description = "Connections of one instance to the writer at most."
  type        = number
  default     = 16
}

variable "database_class" {
  description = "Class of the writer and of the provisioned reader, which must be able to take over."
  type        = string
  default     = "db.r6g.large"
}

variable "accounts_secret" {
  description = "ARN of a secret {\"owner\": ..., \"writer\": ..., \"reader\": ...} with the passwords of accounts.sql; null lets the service sign in as the master user"
  type        = string
  default     = null
}

variable "engine_version" {
  description = "Version of Aurora MySQL 3."
  type        = string
  default     = "8.0.mysql_aurora.3.08.2"

  validation {
    condition     = can(regex("^8\\.0\\.mysql_aurora\\.3\\.", var.engine_version))
    error_message = "A version of Aurora MySQL 3."
  }
}

variable "deletion_protection" {
  description = "Off only to take the stack down, and in tests."
  type        = bool
  default     = true
}

variable "alarm_emails" {
  description = "Who is told of alarms. Each must confirm the subscription in a mail from AWS."
  type        = set(string)
  default     = []
}

variable "identity" {
  description = "The platform's identity provider; with sign_in the pages sign members in there (authorization code with PKCE)."
  type = object({
    jwks_uri = string
    issuer   = optional(string)
    audience = optional(string)
    sign_in  = optional(object({ authorize_uri = string, token_uri = string, client_id = string, scope = optional(string) }))
  })

  validation {
    condition     = startswith(var.identity.jwks_uri, "https://")
    error_message = "Keys are read over https only."
  }
}

variable "settings" {
  description = "Further settings of the service, as the root's README names them: { BOXOFFICE_ADDRESS_REQUESTS_PER_SECOND = \"200\" }. Secrets go to settings_secret."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for name, value in var.settings :
      can(regex("^BOXOFFICE_[A-Z_]+$", name)) && can(regex("^[^$`\\\\\"'\n]*$", value))
    ])
    error_message = "Names like BOXOFFICE_RETENTION_DAYS; values without quotes, backslashes and dollar signs."
  }

  validation {
    condition     = length(setintersection(keys(var.settings), ["BOXOFFICE_SMTP_URI", "BOXOFFICE_CHALLENGE_SECRET", "BOXOFFICE_TICKET_KEY"])) == 0
    error_message = "Whoever may read the launch template would read them: put them into settings_secret."
  }
}

variable "settings_secret" {
  description = "ARN of a secret of yours: JSON with settings nobody should read (BOXOFFICE_SMTP_URI, BOXOFFICE_CHALLENGE_SECRET) and, as ticket_key, the key in PEM that signs tickets. Null: none of them."
  type        = string
  default     = null
}

variable "alarms_file" {
  description = "Alarms that metrics/ generates from its catalogue: a JSON list of name, description, metric, statistic, comparison, threshold, period, evaluation_periods. Null: none of them."
  type        = string
  default     = null
}

variable "dashboard_file" {
  description = "Dashboard that metrics/ generates from its catalogue, as CloudWatch takes it. Null: the one of dashboard.tf alone."
  type        = string
  default     = null
}
