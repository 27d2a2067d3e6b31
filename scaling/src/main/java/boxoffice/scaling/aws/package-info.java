/**
 * AWS, seen from the ports of this module. {@link boxoffice.scaling.aws.AwsCapacities} opens the clients; what a
 * failure means is told in one place, {@code AwsCalls}. All calls block, for some seconds at most.
 */
@NullMarked
@CheckReturnValue
package boxoffice.scaling.aws;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
