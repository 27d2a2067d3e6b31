package boxoffice.api.announcing;

import boxoffice.persistence.notice.Delivery;
import boxoffice.persistence.notice.Kind;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in Korean and then in English, since nothing is known of a member's language.
 *
 * @param page where members look; null where that is not known
 */
record NoticeText(@Nullable URI page) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter KOREAN = DateTimeFormatter.ofPattern("M월 d일(E) a h:mm", Locale.KOREAN);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm 'KST'", Locale.ENGLISH);

    /** A mail's two parts. */
    record Text(String subject, String body) {}

    Text of(Delivery delivery) {
        JsonObject content = delivery.content();
        String korean = korean(delivery.kind(), content);
        String english = english(delivery.kind(), content);
        String movie = content.getString("movie");
        String body = korean + "\n\n" + english + "\n"
                + (page == null ? "" : "\n" + page + "\n")
                + "\n--\n"
                + "알림을 신청하셔서 보내드리는 메일입니다. 티켓 페이지에서 끌 수 있습니다.\n"
                + "You asked to be told of openings. You can turn this off on the ticket page.\n";
        return new Text(subject(delivery.kind(), movie), body);
    }

    private static String subject(Kind kind, String movie) {
        return switch (kind) {
            case ANNOUNCEMENT -> "[무료 티켓] " + movie + " 오픈 예정 / Free tickets announced";
            case REMINDER -> "[무료 티켓] " + movie + " 곧 오픈 / Opens soon";
            case POSTPONED -> "[무료 티켓] " + movie + " 오픈 시간 변경 / Opening time moved";
            case CANCELLED -> "[무료 티켓] " + movie + " 오픈 취소 / Opening cancelled";
        };
    }

    private static String korean(Kind kind, JsonObject content) {
        String movie = content.getString("movie") + " (" + content.getString("title") + ")";
        String opens = time(content, "opensAt", KOREAN);
        return switch (kind) {
            case ANNOUNCEMENT -> movie + "\n무료 티켓 " + content.getInteger("tickets") + "장이 " + opens + "에 열립니다.";
            case REMINDER -> movie + "\n" + opens + "에 열립니다. 미리 로그인해 두세요.";
            case POSTPONED ->
                movie + "\n오픈 시간이 " + time(content, "movedFrom", KOREAN) + "에서 " + opens + "(으)로 변경되었습니다.";
            case CANCELLED -> movie + "\n" + opens + " 오픈이 취소되었습니다.";
        };
    }

    private static String english(Kind kind, JsonObject content) {
        String movie = content.getString("movie") + " (" + content.getString("title") + ")";
        String opens = time(content, "opensAt", ENGLISH);
        return switch (kind) {
            case ANNOUNCEMENT -> movie + "\n" + content.getInteger("tickets") + " free tickets, from " + opens + " on.";
            case REMINDER -> movie + "\nOpens at " + opens + ". Sign in before, so that you are ready.";
            case POSTPONED ->
                movie + "\nThe opening was moved from " + time(content, "movedFrom", ENGLISH) + " to " + opens + ".";
            case CANCELLED -> movie + "\nThe opening at " + opens + " does not take place.";
        };
    }

    private static String time(JsonObject content, String field, DateTimeFormatter spelled) {
        String time = content.getString(field);
        return time == null ? "?" : spelled.format(Instant.parse(time).atZone(ZONE));
    }
}
