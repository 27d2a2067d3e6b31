/** The rush: members at an opening, an audit of the database after it, and a report. Start reading at {@link Main}. */
@NullMarked
@CheckReturnValue
package boxoffice.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
