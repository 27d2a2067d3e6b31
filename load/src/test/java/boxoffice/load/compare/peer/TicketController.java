package boxoffice.load.compare.peer;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The button. It believes who the member is: verifying a token would only slow it down. */
@RestController
class TicketController {

    private final Claims claims;

    TicketController(Claims claims) {
        this.claims = claims;
    }

    @PostMapping("/api/openings/{opening}/tickets")
    ResponseEntity<Map<String, String>> claim(
            @PathVariable("opening") long opening, @RequestHeader("X-Member") String member) {
        Outcome outcome = claims.claim(opening, member);
        return ResponseEntity.status(status(outcome)).body(Map.of("outcome", outcome.name(), "member", member));
    }

    @GetMapping("/ready")
    Map<String, String> ready() {
        return Map.of("status", "ready");
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case GRANTED -> 201;
            case ALREADY_HELD -> 200;
            case SOLD_OUT, NOT_YET_OPEN -> 409;
            case NO_SUCH_OPENING -> 404;
        };
    }
}
