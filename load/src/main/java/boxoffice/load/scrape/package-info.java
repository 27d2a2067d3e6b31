/** The service's own meters during the rush. Start reading at {@link Scraper}. */
@NullMarked
@CheckReturnValue
package boxoffice.load.scrape;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
