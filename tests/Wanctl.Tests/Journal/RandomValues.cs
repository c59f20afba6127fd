using System.Reflection;
using Wanctl.Core.Measure;

namespace Wanctl.Tests.Journal;

/// <summary>
/// Fills plain data with arbitrary values and compares it, field by field and without knowing the fields: whoever adds
/// one that a journal does not carry sees a test fail.
/// </summary>
internal static class RandomValues
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static T Make<T>(Random random)
        where T : struct => (T)Arbitrary(typeof(T), random);

    /// <summary>The path of the first field in which two values differ; empty where none does.</summary>
    public static string Difference(object left, object right, string path = "")
    {
        Type type = left.GetType();
        if (left is EchoBatch echoes)
            return Difference(Samples(echoes), Samples((EchoBatch)right), path);
        if (left is Array items)
            return DifferenceOfItems(items, (Array)right, path);
        if (type.IsPrimitive || type.IsEnum)
            return left.Equals(right) ? "" : path;
        foreach (FieldInfo field in type.GetFields(Fields))
        {
            string found = Difference(field.GetValue(left)!, field.GetValue(right)!, $"{path}/{field.Name}");
            if (found.Length > 0)
                return found;
        }
        return "";
    }

    private static string DifferenceOfItems(Array left, Array right, string path)
    {
        if (left.Length != right.Length)
            return path + "/count";
        for (int i = 0; i < left.Length; i++)
        {
            string found = Difference(left.GetValue(i)!, right.GetValue(i)!, $"{path}[{i}]");
            if (found.Length > 0)
                return found;
        }
        return "";
    }

    private static EchoSample[] Samples(EchoBatch echoes)
    {
        var samples = new EchoSample[echoes.Count];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = echoes[i];
        return samples;
    }

    private static object Arbitrary(Type type, Random random)
    {
        if (type == typeof(EchoBatch))
            return Echoes(random);
        if (type == typeof(bool))
            return random.Next(2) == 1;
        if (type == typeof(byte))
            return (byte)random.Next(8);
        if (type == typeof(int))
            return random.Next();
        if (type == typeof(uint))
            return (uint)random.NextInt64();
        if (type == typeof(long))
            return random.NextInt64();
        if (type == typeof(ulong))
            return (ulong)random.NextInt64();
        if (type == typeof(double))
            return random.NextDouble() * 1e6;
        if (type == typeof(float))
            return (float)(random.NextDouble() * 1e6);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
        object made = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in type.GetFields(Fields))
            field.SetValue(made, Arbitrary(field.FieldType, random));
        return made;
    }

    private static EchoBatch Echoes(Random random)
    {
        EchoBatch echoes = default;
        for (int i = random.Next(EchoBatch.Capacity + 1); i > 0; i--)
            echoes.Add(Make<EchoSample>(random));
        return echoes;
    }
}
