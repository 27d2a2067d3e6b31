package boxoffice.domain.simulation;

/** Simulates an opening and prints what became of it: {@code [members] [quota] [seed]}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int members = argument(arguments, 0, 2_000);
        int quota = argument(arguments, 1, 500);
        long seed = argument(arguments, 2, 1);
        SimulatedOpening opening = new SimulatedOpening(quota, seed);
        opening.rush(members);
        System.out.println(opening.report());
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
