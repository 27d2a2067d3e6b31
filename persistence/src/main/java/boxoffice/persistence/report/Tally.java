package boxoffice.persistence.report;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** What was counted of an opening's claims. Two are added. */
public record Tally(Map<Answered, Long> answers, Latencies latencies) {

    public static final Tally NOTHING = new Tally(Map.of(), Latencies.NONE);

    public Tally {
        answers = Map.copyOf(answers);
    }

    public long answered(Answered how) {
        return answers.getOrDefault(how, 0L);
    }

    Tally plus(Tally more) {
        Map<Answered, Long> sum = new EnumMap<>(Answered.class);
        sum.putAll(answers);
        more.answers.forEach((how, count) -> sum.merge(how, count, Long::sum));
        return new Tally(sum, latencies.plus(more.latencies));
    }

    String answersJson() {
        JsonObject json = new JsonObject();
        answers.forEach((how, count) -> json.put(how.name(), count));
        return json.encode();
    }

    static Tally of(String answersJson, String latenciesJson) {
        Map<Answered, Long> answers = new EnumMap<>(Answered.class);
        new JsonObject(answersJson)
                .forEach(how -> answers.put(Answered.valueOf(how.getKey()), ((Number) how.getValue()).longValue()));
        return new Tally(answers, Latencies.of(new JsonObject(latenciesJson)));
    }
}
