package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void withoutProxiesNobodyIsBelieved() {
        assertThat(ClientAddress.of("192.0.2.1", List.of("198.51.100.7"), 0)).isEqualTo("c0000201");
    }

    @Test
    void behindAProxyItsOwnEntryCountsAndWhatStandsBeforeItDoesNot() {
        String told = ClientAddress.of("10.0.0.1", List.of("198.51.100.7"), 1);

        assertThat(ClientAddress.of("10.0.0.1", List.of("1.2.3.4, 5.6.7.8,198.51.100.7"), 1))
                .isEqualTo(told);
        assertThat(ClientAddress.of("10.0.0.1", List.of("1.2.3.4", "198.51.100.7"), 1))
                .isEqualTo(told);
        assertThat(ClientAddress.of("10.0.0.1", List.of("198.51.100.7, 10.0.0.9"), 2))
                .isEqualTo(told);
        assertThat(ClientAddress.of("10.0.0.1", List.of("198.51.100.7:4711"), 1))
                .isEqualTo(told);
    }

    @Test
    void whereTheEntryIsMissingOrNoAddressTheConnectionCounts() {
        for (List<String> forwarded :
                List.of(List.<String>of(), List.of(""), List.of("unknown"), List.of("1.2.3.4, x"), List.of("[::1"))) {
            assertThat(ClientAddress.of("10.0.0.1", forwarded, 1)).isEqualTo("0a000001");
        }
        assertThat(ClientAddress.of("10.0.0.1", List.of("1.2.3.4"), 2)).isEqualTo("0a000001");
    }

    @Test
    void aHouseHasOneAddressOfIpv6() {
        assertThat(ClientAddress.of("2001:db8:1:2:3::4", List.of(), 0))
                .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::5", List.of(), 0))
                .isEqualTo(ClientAddress.of("10.0.0.1", List.of("[2001:db8:1:2::9]:443"), 1))
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::4", List.of(), 0));
        assertThat(ClientAddress.of("::ffff:192.0.2.1", List.of(), 0)).isEqualTo("c0000201");
    }
}
