/**
 * What integration tests stand on. {@code TestDatabase} is the one way to a database, here and in the modules that use
 * this test jar; {@code Sql} talks to it as an onlooker.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.testing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
