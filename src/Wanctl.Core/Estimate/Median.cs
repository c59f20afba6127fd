using System.Diagnostics;

namespace Wanctl.Core.Estimate;

/// <summary>The statistical median of a handful of values.</summary>
public static class Median
{
    /// <summary>
    /// The middle value, or the mean of the two middle ones. Sorts the values in place by insertion: there are at most
    /// eight, and the library's comparer-less sort allocates under NativeAOT.
    /// </summary>
    public static double Of(Span<double> values)
    {
        Debug.Assert(values.Length > 0, "nothing has no median");
        for (int i = 1; i < values.Length; i++)
        {
            double value = values[i];
            int place = i;
            for (; place > 0 && values[place - 1] > value; place--)
                values[place] = values[place - 1];
            values[place] = value;
        }
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
