package boxoffice.scaling.simulation;

import boxoffice.scaling.simulation.Scenario.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Carries a scenario out in steps of ten seconds. The same scenario gives the same timeline.
 *
 * <p>Scheduled actions set what they name, as late as the scenario says; policies go on deciding after them. Policies
 * stay within minimum and maximum. Alarms are looked at every minute; nothing is taken away while an instance is
 * warming up.
 */
public final class Simulation {

    private static final int STEP_SECONDS = 10;
    private static final int FROM_MINUTE = -60;
    private static final int TO_MINUTE = 90;
    private static final int COLD_CONNECTIONS = 2;

    private final Scenario scenario;
    private final Surroundings given;
    private final Fleet instances;
    private final Fleet readers;
    private final List<Double> busyMeans = new ArrayList<>();
    private final List<Double> connectionMeans = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<Minute> minutes = new ArrayList<>();
    private double busySum;
    private double connectionSum;
    private int lastScaleIn = Integer.MIN_VALUE / 2;
    private int lastReaderChange = Integer.MIN_VALUE / 2;

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.given = scenario.surroundings();
        this.instances = new Fleet(1, 3, given.instanceStartSeconds(), given.instanceWarmSeconds());
        this.readers = new Fleet(1, 3, given.readerStartSeconds(), 0);
    }

    public static Timeline of(Scenario scenario) {
        return new Simulation(scenario).run();
    }

    private Timeline run() {
        for (int now = FROM_MINUTE * 60; now <= TO_MINUTE * 60; now += STEP_SECONDS) {
            fire(instances, "instances ", scenario.instanceActions(), now);
            fire(readers, "readers ", scenario.readerActions(), now);
            if (Math.floorMod(now, 60) == 0) {
                decide(now);
            }
            busySum += busy(now);
            connectionSum += connectionsPerReader(now);
        }
        return new Timeline(scenario, minutes);
    }

    private void fire(Fleet fleet, String name, List<ScheduledBounds> actions, int now) {
        for (ScheduledBounds action : actions) {
            int due = action.second() + scenario.latenessSeconds();
            if (due <= now && due > now - STEP_SECONDS) {
                fleet.set(action, now);
                events.add(name + action);
            }
        }
    }

    private void decide(int now) {
        busyMeans.add(busySum * STEP_SECONDS / 60);
        connectionMeans.add(connectionSum * STEP_SECONDS / 60);
        busySum = 0;
        connectionSum = 0;
        scaleOut(now);
        boolean alarm = scenario.scaleIn().isInAlarm(busyMeans);
        if (alarm) {
            scaleIn(now);
        }
        scaleReaders(now);
        minutes.add(new Minute(
                now / 60,
                scenario.traffic().usersAt(now),
                instances.desired(),
                instances.inService(now),
                instances.warm(now),
                busy(now),
                alarm,
                readers.inService(now),
                connectionsPerReader(now),
                events));
        events.clear();
    }

    private void scaleOut(int now) {
        int before = instances.desired();
        int wanted = given.instances().wanted(busyMeans, instances.inService(now));
        if (wanted > before) {
            instances.want(wanted, now);
            if (instances.desired() > before) {
                told("instances", "target tracking", before, instances.desired());
            }
        }
    }

    private void scaleIn(int now) {
        boolean cool = now - lastScaleIn >= scenario.scaleIn().cooldownSeconds();
        int before = instances.desired();
        if (cool && instances.isWarm(now)) {
            instances.want(before - 1, now);
            if (instances.desired() < before) {
                lastScaleIn = now;
                told("instances", "scale-in alarm", before, instances.desired());
            }
        }
    }

    private void scaleReaders(int now) {
        int before = readers.desired();
        int wanted = given.readers().wanted(connectionMeans, readers.inService(now));
        boolean cool = now - lastReaderChange >= given.readers().cooldownSeconds();
        if (wanted != readers.inService(now) && cool && readers.isWarm(now)) {
            readers.want(wanted, now);
            if (readers.desired() != before) {
                lastReaderChange = now;
                told("readers", "connections policy", before, readers.desired());
            }
        }
    }

    private void told(String what, String why, int before, int after) {
        events.add(String.format(Locale.ROOT, "%s %s: %d -> %d", what, why, before, after));
    }

    private double busy(int now) {
        double share = 100.0
                * scenario.traffic().usersAt(now)
                / given.usersOfOneInstance()
                / Math.max(1, instances.inService(now));
        return Math.min(100, share);
    }

    /** Elastic pools: as many connections as there is work, and a few at least. */
    private double connectionsPerReader(int now) {
        int serving = Math.max(1, instances.inService(now));
        double ofOne = Math.max(COLD_CONNECTIONS, given.connectionsMax() * busy(now) / 100);
        return ofOne * serving / Math.max(1, readers.inService(now));
    }
}
