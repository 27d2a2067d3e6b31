package boxoffice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmMetersTest {

    @Test
    void areNamedByMicrometerAndNeverUnderBoxoffice() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (JvmMeters meters = JvmMeters.boundTo(registry)) {
            List<String> names = registry.getMeters().stream()
                    .map(meter -> meter.getId().getName())
                    .toList();

            assertThat(meters).isNotNull();
            assertThat(names)
                    .contains("jvm.memory.used", "jvm.threads.live", "process.cpu.usage", "process.uptime")
                    .allMatch(name -> name.matches("(jvm|process|system)\\..+"));
        }
    }
}
