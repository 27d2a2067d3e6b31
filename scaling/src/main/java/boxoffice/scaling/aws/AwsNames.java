package boxoffice.scaling.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which resources of the account are ours. Region, credentials and endpoint come from where the AWS SDK looks for them.
 *
 * @param group the Auto Scaling group of the instances
 * @param cluster the identifier of the Aurora cluster
 */
public record AwsNames(String group, String cluster) {

    private static final Pattern GROUP = Pattern.compile("[\\x20-\\x39\\x3B-\\x7E]{1,255}"); // no colon
    private static final Pattern CLUSTER = Pattern.compile("[a-zA-Z](?:-?[a-zA-Z0-9]){0,62}");

    /** @throws IllegalArgumentException that tells everything that is wrong */
    public AwsNames {
        List<String> problems = new ArrayList<>();
        if (!GROUP.matcher(group).matches()) {
            problems.add("no name of an Auto Scaling group: " + group);
        }
        if (!CLUSTER.matcher(cluster).matches()) {
            problems.add("no identifier of a cluster: " + cluster);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
