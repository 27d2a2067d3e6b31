/**
 * HTTP, once for all operations: the contract is read ({@code Contract}), each of its operations is bound to one
 * {@code Endpoint}, requests are guarded, endpoints return {@code Answer}s, and every failure becomes a
 * {@code Problem}. Start with {@link boxoffice.api.http.Endpoint}, then {@code OperationRoute}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
