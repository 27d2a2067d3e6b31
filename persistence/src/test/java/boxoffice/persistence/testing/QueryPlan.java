package boxoffice.persistence.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a server means to run a statement: which table by which index. */
public final class QueryPlan {

    /** One table of the plan; {@code key} is "none" where no index is used. */
    public record Step(String table, String access, String key) {

        @Override
        public String toString() {
            return table + " by " + key;
        }
    }

    private static final Set<String> NOT_STORED = Set.of("j"); // JSON_TABLE

    private final List<Step> steps;

    private QueryPlan(List<Step> steps) {
        this.steps = steps;
    }

    /** Asks the server; parameters in place of the question marks. */
    public static QueryPlan of(Sql sql, String statement, Object... parameters) throws SQLException {
        List<Step> steps = new ArrayList<>();
        for (Map<String, @Nullable Object> row : sql.rows("EXPLAIN FORMAT=TRADITIONAL " + statement, parameters)) {
            // a step without a table says why in Extra: answered from an index, or no row can match
            String table = text(row, "table").equals("none") ? text(row, "Extra") : text(row, "table");
            steps.add(new Step(table, text(row, "type"), text(row, "key")));
        }
        if (statement.startsWith("INSERT") && steps.get(0).access().equals("ALL")) {
            steps.remove(0); // both servers list the table that is written to as if it were read in full
        }
        return new QueryPlan(steps);
    }

    /** The stored tables with the index each is read by, as {@code alias by index}. */
    public Set<String> accesses() {
        return steps.stream()
                .filter(step ->
                        !NOT_STORED.contains(step.table()) && !step.table().startsWith("<"))
                .filter(step -> !step.table().contains("const table")) // one row by a unique key, found missing
                .filter(step ->
                        !step.table().equals("No tables used")) // around subqueries, which have steps of their own
                .map(Step::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every stored table that is read from end to end. */
    public List<String> fullScans() {
        return steps.stream()
                .filter(step ->
                        !NOT_STORED.contains(step.table()) && !step.table().startsWith("<"))
                .filter(step -> step.access().equals("ALL") || step.access().equals("index"))
                .map(step -> step + " (" + step.access() + ")")
                .toList();
    }

    @Override
    public String toString() {
        return steps.toString();
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "none" : value.toString();
    }
}
