/** The module run alone, in {@code Main}. Everything else is in the packages below; read {@code pool} first. */
@NullMarked
@CheckReturnValue
package boxoffice.persistence;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
