/**
 * The service. {@link boxoffice.api.Main} reads the settings and starts {@link boxoffice.api.Application}, which puts
 * all parts together on what {@code Backends} opened; only the rehearsal puts a second, unseen stage together.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
