package boxoffice.api.fuzz;

import boxoffice.api.fuzz.Operation.Expected;
import boxoffice.api.fuzz.Wire.Received;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer. Safe from any thread. */
final class Judge {

    /** The problems of HTTP itself, which any path may answer; the contract calls them its default. */
    private static final Set<Integer> PROBLEMS =
            Set.of(400, 401, 403, 404, 405, 406, 408, 409, 410, 413, 414, 415, 417, 429, 431, 503);

    private static final Pattern TALKATIVE = Pattern.compile(
            "exception|java\\.|io\\.vertx|io\\.netty|\\tat |stack|<html|<!doctype|\\bselect\\b|\\binsert\\b|sql|mariadb",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PAGE = Pattern.compile("text/(html|css|javascript)(; charset=utf-8)?|image/svg\\+xml");

    private final List<Operation> contract;

    Judge(List<Operation> contract) {
        this.contract = contract;
    }

    /** @param target the operation that was asked; null where nobody can say which it was, if any */
    List<String> complaints(@Nullable Operation target, boolean head, Received answer) {
        List<String> complaints = new ArrayList<>();
        if (answer.status() >= 400) {
            judgeRefusal(answer, target, head, complaints);
        } else if (target != null) {
            judge(target, head, answer, complaints);
        } else if (contract.stream().noneMatch(each -> isOf(each, answer)) && !isPage(answer)) {
            complaints.add(answer.status() + " with " + answer.header("content-type") + " is nothing of the contract");
        }
        if (!answer.headers().containsKey("x-content-type-options") && !isOfVertx(answer)) {
            complaints.add("X-Content-Type-Options is missing");
        }
        if (answer.headers().containsKey("server") || answer.headers().containsKey("x-powered-by")) {
            complaints.add("it tells what it is made of");
        }
        return complaints;
    }

    private static void judge(Operation target, boolean head, Received answer, List<String> complaints) {
        Expected expected = target.answers().get(answer.status());
        if (expected == null) {
            complaints.add("the contract has no " + answer.status() + " here");
        } else if (!mediaType(answer).equals(expected.mediaType()) && !head) {
            complaints.add("the contract has " + expected.mediaType() + " here, not " + mediaType(answer));
        } else if (expected.schema() != null && !head) {
            try {
                JsonObject json = new JsonObject(answer.text());
                if (!Boolean.TRUE.equals(expected.schema().validate(json).getValid())) {
                    complaints.add("the body is against the schema");
                }
            } catch (DecodeException malformed) {
                complaints.add("the body is not JSON");
            }
        }
    }

    private static void judgeRefusal(
            Received answer, @Nullable Operation target, boolean head, List<String> complaints) {
        if (isOfVertx(answer)) {
            return;
        }
        if (target != null && target.answers().containsKey(answer.status())) {
            judge(target, head, answer, complaints);
            return;
        }
        if (!PROBLEMS.contains(answer.status())) {
            complaints.add(answer.status() + " is no answer to anybody");
        }
        wants(answer, 401, "www-authenticate", complaints);
        wants(answer, 405, "allow", complaints);
        wants(answer, 429, "retry-after", complaints);
        wants(answer, 503, "retry-after", complaints);
        if (!answer.header("content-type").equals("application/problem+json")) {
            complaints.add("a refusal that is no problem document, but " + answer.header("content-type"));
            return;
        }
        if (head) {
            return;
        }
        try {
            JsonObject problem = new JsonObject(answer.text());
            if (!String.valueOf(problem.getValue("type")).matches("/problems/[a-z-]+")
                    || !(problem.getValue("status") instanceof Integer status && status == answer.status())
                    || isBlank(problem.getValue("title"))
                    || isBlank(problem.getValue("detail"))) {
                complaints.add("the problem document is not whole");
            }
            if (TALKATIVE.matcher(withoutPointers(problem).encode()).find()) {
                complaints.add("the problem document tells what is inside");
            }
        } catch (DecodeException malformed) {
            complaints.add("the problem document is not JSON");
        }
    }

    /** Pointers repeat the names of the sender's own fields. */
    private static JsonObject withoutPointers(JsonObject problem) {
        JsonObject copy = problem.copy();
        Object errors = copy.remove("errors");
        if (errors != null) {
            copy.remove("detail");
        }
        return copy;
    }

    private static void wants(Received answer, int status, String header, List<String> complaints) {
        if (answer.status() == status && answer.header(header).isEmpty()) {
            complaints.add(status + " without " + header);
        }
    }

    /** An unknown version of HTTP is refused before anything of ours sees it. */
    private static boolean isOfVertx(Received answer) {
        return answer.status() == 501 && answer.body().length() == 0;
    }

    private static boolean isOf(Operation operation, Received answer) {
        Expected expected = operation.answers().get(answer.status());
        return expected != null && mediaType(answer).equals(expected.mediaType());
    }

    private static boolean isPage(Received answer) {
        return (answer.status() == 200 || answer.status() == 304)
                && PAGE.matcher(answer.header("content-type")).matches();
    }

    private static String mediaType(Received answer) {
        return answer.header("content-type").replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(Object value) {
        return !(value instanceof String text) || text.isBlank();
    }
}
