package boxoffice.scaling.aws;

/** What the names of our scheduled actions begin with; others are not ours to touch. */
final class Prefix {

    static final String OURS = "boxoffice-";

    private Prefix() {}
}
