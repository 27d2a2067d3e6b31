package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final String CLUSTER = "tickets.cluster-c1a2b3.ap-northeast-2.rds.amazonaws.com";

    @Test
    void asksAClusterOfAuroraAndReachesItsServersByTheirOwnNames() {
        List<Topology> all = Topology.of(List.of(endpoint(CLUSTER)));

        assertThat(all).hasSize(1);
        assertThat(all.get(0).named().apply("tickets-big"))
                .isEqualTo(endpoint("tickets-big.c1a2b3.ap-northeast-2.rds.amazonaws.com"));
    }

    @Test
    void asksAClusterOnceWhateverNamesItIsKnownBy() {
        String readers = CLUSTER.replace("cluster-", "cluster-ro-");

        assertThat(Topology.of(List.of(endpoint(CLUSTER), endpoint(readers)))).hasSize(1);
    }

    @Test
    void asksNobodyWhereServersAreNamedOneByOne() {
        String one = "tickets-big.c1a2b3.ap-northeast-2.rds.amazonaws.com";

        assertThat(Topology.of(List.of(endpoint(one), endpoint("db.example.com"), endpoint("127.0.0.1"))))
                .isEmpty();
    }

    private static DatabaseEndpoint endpoint(String host) {
        return new DatabaseEndpoint(host, 3306, "boxoffice", "boxoffice_writer", new Password("secret"));
    }
}
