/** The service's own meters during the rush, once a second. Start reading at {@link Scraper}. */
@NullMarked
@CheckReturnValue
package boxoffice.load.scrape;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
