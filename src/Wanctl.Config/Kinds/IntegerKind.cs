using System.Globalization;

namespace Wanctl.Config.Kinds;

/// <summary>A whole number in a range, both ends included.</summary>
internal sealed class IntegerKind(int min, int max, string unit = "") : ScalarKind
{
    public int Min => min;

    public int Max => max;

    public override string Wanted { get; } = string.Create(
        CultureInfo.InvariantCulture, $"a whole number from {min} to {max} {unit}").TrimEnd();

    protected override bool IsText => false;

    protected override Verdict Judge(string text, bool quoted)
    {
        if (quoted || !Plain.IsNumber(text)) return Verdict.Refuse(Plain.WhyNoNumber(text, quoted));
        bool whole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        return whole && value >= min && value <= max
            ? Verdict.Accept(value.ToString(CultureInfo.InvariantCulture))
            : Verdict.Refuse();
    }
}
