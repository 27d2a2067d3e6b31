/**
 * What members who wait are told as it happens. Read {@link boxoffice.api.live.StreamOpening}, then
 * {@link boxoffice.api.live.Viewers}, {@code LoopViewers} and {@code Broadcast}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.live;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
