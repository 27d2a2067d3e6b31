/** Faults that need whole service processes: {@code Site} starts them, members come to them over HTTP. */
@NullMarked
@CheckReturnValue
package boxoffice.api.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
