package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.signing.SignedCodes;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the ticket to the seat: the picture, the door, the table for the office, the calendar. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class DoorIT {

    private static Api anybody;
    private static Api operator;
    private static Api staff;

    @BeforeAll
    static void startTheService() {
        anybody = Api.at(ServiceProcess.shared().address());
        operator = anybody.as("operator", "admin");
        staff = anybody.as("doorkeeper", "staff");
    }

    @Test
    void aCodeLetsInOnceAndATwinIsToldWhenTheFirstWas() throws SQLException {
        Api member = anybody.as("walker");
        JsonObject ticket =
                member.claim(operator.open(Map.of("a", 2)).getString("id")).json();
        String code = ticket.getString("code");
        JsonObject typed = new JsonObject()
                .put("code", " " + code.toLowerCase(Locale.ROOT).replace("-", " "))
                .put("attempt", "1");

        Reply in = staff.post("/api/admin/redemptions", typed);
        Reply badLine = staff.post("/api/admin/redemptions", typed);
        Reply twin = staff.post("/api/admin/redemptions", new JsonObject().put("code", code));

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.json().getString("id")).isEqualTo(ticket.getString("id"));
        assertThat(in.json().getString("status")).isEqualTo("redeemed");
        assertThat(badLine.json()).isEqualTo(in.json());
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.problem()).isEqualTo("already-redeemed");
        assertThat(twin.header("redeemed-at")).isEqualTo(in.json().getString("redeemedAt"));
        TestDatabase.shared().awaitReplica();
        String own = "/api/tickets/" + ticket.getString("id");
        assertThat(member.get(own).json().getString("status")).isEqualTo("redeemed");
        assertThat(member.delete(own).status()).isEqualTo(409);
        Reply pressedAgain = member.claim(ticket.getString("openingId"));
        assertThat(pressedAgain.status()).isEqualTo(200);
        assertThat(pressedAgain.json()).isEqualTo(in.json());
    }

    @Test
    void onlyStaffOpensTheDoorAndNobodyKnowsAnUnknownCode() {
        JsonObject code = new JsonObject().put("code", "0000-0000-0000-0000");
        assertThat(operator.post("/api/admin/redemptions", code).status()).isEqualTo(403);
        assertThat(anybody.post("/api/admin/redemptions", code).status()).isEqualTo(401);
        assertThat(staff.post("/api/admin/redemptions", code).status()).isEqualTo(404);
        assertThat(staff.post("/api/admin/redemptions", new JsonObject()).status())
                .isEqualTo(400);
    }

    @Test
    void aTicketsCodeIsAPictureForItsHolderOnly() {
        JsonObject ticket = anybody.as("painter")
                .claim(operator.open(Map.of("a", 1)).getString("id"))
                .json();
        String path = "/api/tickets/" + ticket.getString("id") + "/qr.svg";

        Reply picture = anybody.as("painter").get(path);

        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(picture.header("cache-control")).isEqualTo("no-store");
        assertThat(picture.body()).startsWith("<svg xmlns=").doesNotContain(ticket.getString("code"));
        assertThat(anybody.as("thief").get(path).status()).isEqualTo(404);
        assertThat(anybody.get(path).status()).isEqualTo(401);
    }

    @Test
    void theSignedTextOfAPictureLetsInAndOneOfAnotherHouseDoesNot() throws IOException {
        Path folder = Files.createDirectories(BuiltFiles.fresh("door", ""));
        Path others = folder.resolve("others");
        SignedCodes ours = SignedCodes.in(folder);
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_TICKET_KEY", folder.resolve("ticket-key.pem").toString());
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Api here = Api.at(service.address());
            JsonObject ticket = here.as("signed")
                    .claim(operator.open(Map.of("a", 1)).getString("id"))
                    .json();
            OpeningId opening = OpeningId.parse(ticket.getString("openingId")).orElseThrow();
            TicketCode code = new TicketCode(ticket.getString("code"));
            JsonObject forged =
                    new JsonObject().put("code", SignedCodes.in(others).text(opening, code));
            JsonObject signed = new JsonObject().put("code", ours.text(opening, code));

            Reply keys = here.get("/api/ticket-keys");
            Reply picture = here.as("signed").get("/api/tickets/" + ticket.getString("id") + "/qr.svg");
            Reply refused = here.as("doorkeeper", "staff").post("/api/admin/redemptions", forged);
            Reply in = here.as("doorkeeper", "staff").post("/api/admin/redemptions", signed);

            assertThat(keys.json()).isEqualTo(ours.keySet());
            assertThat(picture.body()).startsWith("<svg xmlns=");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("wrong-signature");
            assertThat(in.status()).isEqualTo(200);
            assertThat(in.json().getString("id")).isEqualTo(ticket.getString("id"));
        }
    }

    @Test
    void theTableHasEveryTicketOfEveryQuotaOnceOverAllPages() throws SQLException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("=Seoul", 600);
        sizes.put("Busan", 1);
        JsonObject opening = operator.open(sizes);
        for (int i = 0; i < 510; i++) {
            assertThat(claim(opening, "table-" + i, 0)).isEqualTo(201);
        }
        assertThat(claim(opening, "last", 1)).isEqualTo(201);
        TestDatabase.shared().awaitReplica();

        Reply table = operator.get("/api/admin/openings/" + opening.getString("id") + "/tickets.csv");

        assertThat(table.status()).isEqualTo(200);
        assertThat(table.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(table.body().lines()).hasSize(512).doesNotHaveDuplicates();
        assertThat(table.body().lines().skip(1).limit(510)).allMatch(line -> line.startsWith("\"'=Seoul\","));
        assertThat(table.body().lines().skip(511)).allMatch(line -> line.startsWith("\"Busan\",1,\"last\","));
        assertThat(staff.get("/api/admin/openings/" + opening.getString("id") + "/tickets.csv")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOpeningFitsInACalendar() {
        String id = operator.open(Map.of("a", 1)).getString("id");

        Reply file = anybody.get("/api/openings/" + id + "/calendar.ics");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-type")).isEqualTo("text/calendar; charset=utf-8");
        assertThat(file.body()).contains("SUMMARY:Sherlock Jr. (1924) - Opening of a test");
        assertThat(anybody.get("/api/openings/0000000000000/calendar.ics").status())
                .isEqualTo(404);
    }

    private static int claim(JsonObject opening, String member, int quota) {
        return anybody.as(member)
                .claim(
                        opening.getString("id"),
                        opening.getJsonArray("quotas").getJsonObject(quota).getString("id"))
                .status();
    }
}
