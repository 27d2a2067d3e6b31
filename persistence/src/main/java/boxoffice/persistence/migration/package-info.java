/**
 * Brings a database to the tables of this version; the scripts lie beside it as resources. Runs once, before anything
 * else.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.migration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
