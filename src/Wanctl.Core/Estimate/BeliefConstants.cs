namespace Wanctl.Core.Estimate;

/// <summary>
/// The numbers of the law that knows how sure it is, in one place: what is believed before anything is seen, what
/// things cost, and how exact measurements are. Shares have no unit; deviations and noise are of a capacity's
/// logarithm, so that 0.01 is one per cent.
/// </summary>
internal static class BeliefConstants
{
    /// <summary>How far a line may be from its ceiling before anything is known.</summary>
    public const double FirstDeviation = 0.3;

    /// <summary>Variance a second of a line that nothing is known of: one per cent in a second, ten in a minute and a
    /// half.</summary>
    public const double FirstNoise = 1e-4;

    /// <summary>Variance a second of the steadiest line, six per cent in an hour; and of the wildest radio.</summary>
    public const double LeastNoise = 1e-6;
    public const double MostNoise = 1;

    /// <summary>Nothing is believed more exactly, or less.</summary>
    public const double LeastVariance = 0.003 * 0.003;
    public const double WidestVariance = 1;

    /// <summary>The share of a measured movement that the noise learns: it follows in some four measurements.</summary>
    public const double NoiseShare = 0.25;

    /// <summary>One movement counts for so many times the noise at most: lines jump, which is no wandering. So the
    /// noise grows fourfold at most with each measurement.</summary>
    public const double NoiseRise = 13;

    /// <summary>A line of which nothing was heard for so many seconds is as little known as one never seen: a modem
    /// that connects anew may get another rate.</summary>
    public const double SilenceSeconds = 10;

    /// <summary>Measurements this close are of the same line.</summary>
    public const double SameLine = 0.025;

    /// <summary>A movement is no faster than over so many seconds: that is how long it takes to measure.</summary>
    public const double LearnSeconds = 0.2;

    /// <summary>What is so many standard deviations off is a jump, and no wandering.</summary>
    public const double JumpDeviations = 3;

    /// <summary>The slow memory: what a line usually carries is unlearned in an hour, learned in some seconds.
    /// </summary>
    public const double UsualSeconds = 3600;
    public const double UsualRiseSeconds = 20;

    /// <summary>A capacity this near to the usual one is the usual one; one known less well is not learned from.
    /// </summary>
    public const double NearUsual = 0.05;

    /// <summary>Mean time in which a line that carries less than usual comes back: that of a dip, not of an evening.
    /// </summary>
    public const double ReturnSeconds = 60;

    /// <summary>A good try that was less likely than this says that the line may be back.</summary>
    public const double Surprise = 0.1;

    /// <summary>The share of the capacity that is left free: toward the Internet what a queue of some milliseconds
    /// drains by; toward the user more, because bursts meet the line before they meet the shaper.</summary>
    public const double Margin = 0.015;
    public const double MarginIngress = 0.025;

    /// <summary>So much of its uncertainty is left free too, once a queue has gone.</summary>
    public const double HoldDeviations = 0.3;

    /// <summary>A smaller change than this is not worth a write.</summary>
    public const double NotWorthAWrite = 0.01;

    /// <summary>What a try costs in any case, and where it fails, in seconds of a whole line.</summary>
    public const double WritePrice = 0.05;
    public const double QueuePrice = 0.1;

    /// <summary>The least and the largest step of a try, and how many deviations of the belief it goes.</summary>
    public const double LeastStep = 0.025;
    public const double MostStep = 0.8;
    public const double StepDeviations = 0.7;

    /// <summary>Each good try in a row doubles the next step, up to so many; and makes it cheaper, four times each.
    /// </summary>
    public const int RunMost = 5;
    public const int PriceRunMost = 4;

    /// <summary>Below this share of what is usual no step goes beyond what is usual.</summary>
    public const double BelowUsual = 0.97;

    /// <summary>Probability that a full line has collapsed, or the path changed, just before an excess came: once in
    /// five minutes of excess and of load, and a third of that.</summary>
    public const double Hazard = 0.003;
    public const double PathPrior = 0.001;

    /// <summary>Probability that the line of a direction whose cut did not help, while the other one's did, carries
    /// less than the limit that it gets back: both were cut when the queue went.</summary>
    public const double BothPrior = 0.1;

    /// <summary>Weight of chance when an excess begins, and the seconds in which it falls to a third: what goes by
    /// itself goes soon. Four times less (in logarithms) for an excess far beyond a queue.</summary>
    public const double ChancePrior = 0.1;
    public const double ChanceSeconds = 0.2;
    public const double GlaringIsNoChance = 1.4;

    /// <summary>The share of the growth of an excess that must be explained by what a direction carries too much.
    /// </summary>
    public const double GrowthShare = 0.5;

    /// <summary>A queue that grows as this one does shows once it has reached such a share of what an alarm takes;
    /// within these seconds in any case, and no sooner than an echo or two tell.</summary>
    public const double ShowsShare = 0.5;
    public const double ShowsLeast = 0.1;
    public const double ShowsMost = 1;

    /// <summary>Carrying more than this share of its limit, a direction uses what it has.</summary>
    public const double LoadedShare = 0.7;

    /// <summary>How exactly a filled limit is seen to be filled: servers come and go; and the doubt, in seconds, about
    /// when a reading was made.</summary>
    public const double FillError = 0.04;
    public const double ReadingSeconds = 0.003;

    /// <summary>No evidence counts for more than so many standard deviations.</summary>
    public const double FarOff = 5;

    /// <summary>What it says of the download, as a logarithm, that its shaper is found empty; or not.</summary>
    public const double EmptyShaper = 0.5;

    /// <summary>How exactly a capacity is known that was measured in a hurry, when a cut was made; and which share of
    /// its excess a queue elsewhere may lose or gain meanwhile.</summary>
    public const double CapacityError = 0.1;
    public const double StaysError = 0.2;

    /// <summary>A line whose queue stands carries less than the limit by this at least.</summary>
    public const double LeastOverrun = 0.005;

    /// <summary>How exactly it is known when a queue began on a line that was not full before, in milliseconds: an echo
    /// comes each 50.</summary>
    public const double OnsetMs = 50;
}
