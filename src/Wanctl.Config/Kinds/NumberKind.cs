using System.Globalization;

namespace Wanctl.Config.Kinds;

/// <summary>A finite decimal number in a range, both ends included.</summary>
internal sealed class NumberKind(double min, double max, string unit = "") : ScalarKind
{
    public double Min => min;

    public double Max => max;

    public override string Wanted { get; } = string.Create(
        CultureInfo.InvariantCulture, $"a number from {min} to {max} {unit}").TrimEnd();

    protected override bool IsText => false;

    protected override Verdict Judge(string text, bool quoted)
    {
        if (quoted || !Plain.IsNumber(text)) return Verdict.Refuse(Plain.WhyNoNumber(text, quoted));
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return value >= min && value <= max
            ? Verdict.Accept(value.ToString("R", CultureInfo.InvariantCulture))
            : Verdict.Refuse();
    }
}
