/**
 * The two ways to a database, as two types: {@code WriterPool} decides, {@code ReaderPool} shows. A display read on the
 * writer does not compile.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.pool;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
