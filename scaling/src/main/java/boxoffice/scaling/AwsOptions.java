package boxoffice.scaling;

import boxoffice.scaling.aws.AwsNames;
import picocli.CommandLine.Option;

/** Which resources a command is about. */
final class AwsOptions {

    @Option(
            names = "--group",
            required = true,
            defaultValue = "${env:BOXOFFICE_SCALING_GROUP}",
            description = "the Auto Scaling group; else BOXOFFICE_SCALING_GROUP")
    private String group = "";

    @Option(
            names = "--cluster",
            required = true,
            defaultValue = "${env:BOXOFFICE_SCALING_CLUSTER}",
            description = "the Aurora cluster; else BOXOFFICE_SCALING_CLUSTER")
    private String cluster = "";

    AwsNames names() {
        return new AwsNames(group, cluster);
    }
}
