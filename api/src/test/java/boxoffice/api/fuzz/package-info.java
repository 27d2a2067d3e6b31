/**
 * Requests that nobody decent sends, made up from the contract and a seed. {@link boxoffice.api.fuzz.FuzzIT} sends
 * thousands of them; start with {@code Worker}, then {@code Shots} for what is sent and {@code Judge} for what is asked
 * of each answer.
 */
@NullMarked
@CheckReturnValue
package boxoffice.api.fuzz;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
