package boxoffice.scaling.preflight;

import java.util.function.Supplier;

/**
 * Something that is looked at before an opening.
 *
 * @param name the same for the same check, whatever it finds
 * @param looking blocks where AWS is asked; never throws
 */
public record Check(String name, Supplier<Finding> looking) {

    public Finding look() {
        return looking.get();
    }
}
