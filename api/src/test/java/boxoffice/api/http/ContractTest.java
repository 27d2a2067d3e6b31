package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.http.ContractOperation.Audience;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ContractTest {

    private final Contract contract = Contract.read();

    @Test
    void isAValidOpenApiDocumentOfTheSameOperations() throws Exception {
        // Less than the specification allows is known to the checker: of media types, and of relative servers.
        String known = contract.text()
                .toString()
                .replace("application/problem+json", "application/json")
                .replace("application/yaml", "text/plain")
                .replaceAll("text/(event-stream|calendar|csv)", "text/plain")
                .replace("image/svg+xml", "text/plain");
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(known);
        assertThat(document.remove("servers")).isNotNull();
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract valid = OpenAPIContract.from(vertx, new JsonObject(document))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(valid.operations().stream().map(Operation::getOperationId))
                    .containsExactlyInAnyOrderElementsOf(contract.operations().stream()
                            .map(ContractOperation::id)
                            .toList());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyOperationTellsWhomItIsForAndWhatItWants() {
        Map<String, ContractOperation> operations =
                contract.operations().stream().collect(Collectors.toMap(ContractOperation::id, operation -> operation));

        assertThat(operations).hasSameSizeAs(contract.operations());
        assertThat(operations.values())
                .filteredOn(operation -> operation.path().startsWith("/api/admin/"))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(operation.wantsToken()).isTrue();
                    assertThat(operation.role()).isEqualTo(operation.id().equals("redeemTicket") ? "staff" : "admin");
                });
        assertThat(operations.values())
                .filteredOn(operation -> !operation.wantsToken())
                .extracting(ContractOperation::id)
                .containsExactlyInAnyOrder(
                        "listOpenings",
                        "showOpening",
                        "streamOpening",
                        "showCalendar",
                        "readContract",
                        "listTicketKeys",
                        "issueDevelopmentToken",
                        "listDevelopmentKeys",
                        "reportLive",
                        "reportReady",
                        "reportMetrics");
        assertThat(operations.values())
                .filteredOn(operation -> operation.audience() == Audience.DEVELOPMENT)
                .extracting(ContractOperation::id)
                .containsExactlyInAnyOrder("issueDevelopmentToken", "listDevelopmentKeys");
        assertThat(operations.values())
                .filteredOn(operation -> operation.audience() == Audience.MANAGEMENT)
                .extracting(ContractOperation::path)
                .containsExactlyInAnyOrder("/live", "/ready", "/metrics");
    }

    @Test
    void parametersOfAPathAreSpelledAsTheRouterWants() {
        assertThat(contract.operations())
                .extracting(ContractOperation::route)
                .contains("/api/openings/:openingId/tickets", "/api/tickets/:ticketId");
    }
}
