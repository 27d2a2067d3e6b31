package boxoffice.scaling.writer;

/** What is to be done next. Each can be repeated, and each leaves a mark on AWS from which the next run goes on. */
public sealed interface Step {

    /** For people, in the imperative. */
    String tells();

    /** Nothing but time is needed; look again. */
    record Await(String tells) implements Step {}

    record Create(String id, String instanceClass, String replaces) implements Step {

        @Override
        public String tells() {
            return "create " + id + " (" + instanceClass + ") at failover priority 0, to replace " + replaces;
        }
    }

    record SetTier(String id, int tier) implements Step {

        @Override
        public String tells() {
            return "set the failover priority of " + id + " to " + tier;
        }
    }

    record FailOver(String from, String target) implements Step {

        @Override
        public String tells() {
            return "fail over from " + from + " to " + target;
        }
    }

    record Delete(String id) implements Step {

        @Override
        public String tells() {
            return "delete " + id;
        }
    }

    record Finished(String tells) implements Step {}

    /** It cannot be done, or not from here. */
    record Refused(String tells) implements Step {}
}
