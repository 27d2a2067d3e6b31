package boxoffice.api.http;

import boxoffice.api.http.ContractOperation.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contract and the code, operation by operation: neither has one that the other lacks. */
public final class Bindings {

    /** An operation and who answers it. */
    record Binding(ContractOperation operation, Endpoint endpoint) {}

    private final List<Binding> bindings;

    private Bindings(List<Binding> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    /**
     * @throws IllegalStateException when an operation has no endpoint, or an endpoint no operation; names all of them
     */
    public static Bindings of(Contract contract, List<Endpoint> endpoints) {
        Map<String, Endpoint> byId =
                endpoints.stream().collect(Collectors.toMap(Endpoint::operationId, Function.identity()));
        Set<String> unanswered = new TreeSet<>();
        List<Binding> bindings = new ArrayList<>();
        for (ContractOperation operation : contract.operations()) {
            Endpoint endpoint = byId.remove(operation.id());
            if (endpoint == null) {
                unanswered.add(operation.id());
            } else {
                bindings.add(new Binding(operation, endpoint));
            }
        }
        if (!unanswered.isEmpty() || !byId.isEmpty()) {
            throw new IllegalStateException("contract and code differ: operations without an endpoint " + unanswered
                    + ", endpoints without an operation " + new TreeSet<>(byId.keySet()));
        }
        return new Bindings(bindings);
    }

    List<Binding> of(Set<Audience> audiences) {
        return bindings.stream()
                .filter(binding -> audiences.contains(binding.operation().audience()))
                .toList();
    }
}
