/** How an opening went: for its operators all of it, for everybody how many asked, how many got one, and how fast. */
@NullMarked
@CheckReturnValue
package boxoffice.api.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
