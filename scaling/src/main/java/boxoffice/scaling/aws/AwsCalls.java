package boxoffice.scaling.aws;

import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls, and tells in our words what went wrong. */
final class AwsCalls {

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "ExpiredToken",
            "ExpiredTokenException",
            "SignatureDoesNotMatch");

    private static final Set<String> MISSING =
            Set.of("DBClusterNotFoundFault", "DBInstanceNotFound", "ObjectNotFoundException");

    private AwsCalls() {}

    /** @param what is asked for, such as {@code group tickets: read} */
    static <T> T make(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException answered) {
            throw trouble(kind(answered), what, code(answered) + ", " + answered.getMessage(), answered);
        } catch (SdkException unanswered) {
            throw trouble(Kind.UNREACHABLE, what, String.valueOf(unanswered.getMessage()), unanswered);
        }
    }

    static String code(AwsServiceException answered) {
        return answered.awsErrorDetails() == null
                ? "status " + answered.statusCode()
                : String.valueOf(answered.awsErrorDetails().errorCode());
    }

    private static Kind kind(AwsServiceException answered) {
        String code = code(answered);
        if (answered.isThrottlingException()) {
            return Kind.THROTTLED;
        } else if (DENIED.contains(code) || answered.statusCode() == 403) {
            return Kind.DENIED;
        } else if (MISSING.contains(code)) {
            return Kind.MISSING;
        }
        return answered.statusCode() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
    }

    private static AwsTroubleException trouble(Kind kind, String what, String told, Throwable cause) {
        String advice =
                switch (kind) {
                    case DENIED -> "the role may not do this: compare its policy with infra/iam.tf";
                    case THROTTLED -> "AWS throttles the account: it is tried again every minute";
                    case UNREACHABLE -> "AWS does not answer: it is tried again every minute";
                    case MISSING -> "it is not there: compare the settings with the outputs of infra";
                    case REFUSED -> "see what AWS says";
                };
        return new AwsTroubleException(kind, what + ": " + advice, told, cause);
    }
}
