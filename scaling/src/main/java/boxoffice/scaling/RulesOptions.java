package boxoffice.scaling;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.ScalingRules;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The figures of the plan, for every command that plans. */
final class RulesOptions {

    @Option(names = "--instances-max", defaultValue = "3", description = "instances at an opening")
    private int instancesMax;

    @Option(names = "--readers-max", defaultValue = "3", description = "readers at an opening")
    private int readersMax;

    @Option(names = "--instance-lead", defaultValue = "10", description = "minutes before an opening")
    private int instanceLeadMinutes;

    @Option(names = "--reader-lead", defaultValue = "30", description = "minutes before an opening")
    private int readerLeadMinutes;

    @Option(names = "--hold", defaultValue = "30", description = "minutes after an opening")
    private int holdMinutes;

    ScalingRules rules() {
        return new ScalingRules(
                new Capacity(1, instancesMax),
                new Capacity(1, readersMax),
                Duration.ofMinutes(instanceLeadMinutes),
                Duration.ofMinutes(readerLeadMinutes),
                Duration.ofMinutes(holdMinutes),
                ScalingRules.DEFAULT.gap());
    }
}
