/**
 * The scaling plan: when there must be how much capacity, told by the openings and nothing else. Start with
 * {@link boxoffice.domain.scaling.ScalingPlan}, then {@link boxoffice.domain.scaling.Timetable}; the figures stand in
 * {@link boxoffice.domain.scaling.ScalingRules}.
 */
package boxoffice.domain.scaling;
