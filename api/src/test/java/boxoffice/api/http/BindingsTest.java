package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.api.http.ContractOperation.Audience;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BindingsTest {

    private final Contract contract = Contract.read();

    @Test
    void bindsEachOperationToItsEndpoint() {
        Bindings bindings = Bindings.of(contract, endpoints());

        assertThat(bindings.of(EnumSet.allOf(Audience.class)))
                .hasSameSizeAs(contract.operations())
                .allSatisfy(binding -> assertThat(binding.endpoint().operationId())
                        .isEqualTo(binding.operation().id()));
    }

    @Test
    void aPortGetsTheOperationsOfItsAudiencesOnly() {
        Bindings bindings = Bindings.of(contract, endpoints());

        assertThat(bindings.of(EnumSet.of(Audience.MANAGEMENT))).hasSize(3).allSatisfy(binding -> assertThat(
                        binding.operation().audience())
                .isEqualTo(Audience.MANAGEMENT));
    }

    @Test
    void anOperationWithoutAnEndpointEndsTheStart() {
        List<Endpoint> endpoints = endpoints();
        endpoints.removeIf(endpoint -> endpoint.operationId().equals("claimTicket")
                || endpoint.operationId().equals("listTickets"));

        assertThatThrownBy(() -> Bindings.of(contract, endpoints))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("operations without an endpoint [claimTicket, listTickets]");
    }

    @Test
    void anEndpointWithoutAnOperationEndsTheStart() {
        List<Endpoint> endpoints = endpoints();
        endpoints.add(new Silent("paintItBlack"));

        assertThatThrownBy(() -> Bindings.of(contract, endpoints))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("endpoints without an operation [paintItBlack]");
    }

    @Test
    void bothAreToldTogether() {
        List<Endpoint> endpoints = endpoints();
        endpoints.removeIf(endpoint -> endpoint.operationId().equals("claimTicket"));
        endpoints.add(new Silent("claimTickets"));

        assertThatThrownBy(() -> Bindings.of(contract, endpoints))
                .hasMessageContainingAll("claimTicket]", "claimTickets]");
    }

    @Test
    void twoEndpointsForOneOperationEndTheStart() {
        List<Endpoint> endpoints = endpoints();
        endpoints.add(new Silent("claimTicket"));

        assertThatThrownBy(() -> Bindings.of(contract, endpoints)).isInstanceOf(IllegalStateException.class);
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        contract.operations().forEach(operation -> endpoints.add(new Silent(operation.id())));
        return endpoints;
    }

    private record Silent(String operationId) implements Endpoint {
        @Override
        public Future<Answer> answer(Call call) {
            return Future.failedFuture("nobody asked");
        }
    }
}
