using System.IO;
using System.Linq;
using Wanctl.Config;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;

namespace Wanctl.Tests.Config;

/// <summary>
/// configs/reference.yaml and its like for steering against their schemas. Their lines are prose (<c># text</c>), the
/// range and default of the keys below (<c># [...]</c>), keys, and keys that are commented out (<c>#key: value</c>).
/// </summary>
public sealed class ReferenceFileTests
{
    private const string Wan = "reference.yaml";
    private const string Steering = "steering-reference.yaml";

    private sealed record Line(string Path, string Value, string Comment);

    [Theory]
    [InlineData(Wan)]
    [InlineData(Steering)]
    public void The_reference_loads_without_a_word(string file)
    {
        LoadResult result = ConfigLoader.Load(Checkout.Find("configs", file), Sample.Environment);
        Assert.Empty(result.Problems);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData(Wan)]
    [InlineData(Steering)]
    public void Each_key_of_the_schema_stands_there_once_and_no_other(string file)
    {
        IEnumerable<string> known = Schema(file).Select(key => key.Path).Order();
        Assert.Equal(known, Keys(file).Select(line => line.Path).Order());
    }

    [Theory]
    [InlineData(Wan)]
    [InlineData(Steering)]
    public void Each_comment_says_meaning_range_and_default_of_the_schema(string file)
    {
        Dictionary<string, Line> lines = Keys(file).ToDictionary(line => line.Path);
        foreach (SchemaKey key in Schema(file))
        {
            string wanted = key.IsUnused ? $"[{key.Summary}]" : $"{key.Meaning} [{key.Summary}]";
            Assert.Equal($"{key.Path}: {wanted}", $"{key.Path}: {lines[key.Path].Comment}");
        }
    }

    [Theory]
    [InlineData(Wan)]
    [InlineData(Steering)]
    public void Each_value_is_one_that_its_key_takes_even_where_it_is_commented_out(string file)
    {
        Dictionary<string, SchemaKey> schema = Schema(file).ToDictionary(key => key.Path);
        foreach (Line line in Keys(file))
        {
            Findings findings = new(line.Path);
            MapNode map = Assert.IsType<MapNode>(TreeReader.Read($"key: {line.Value}", findings));
            schema[line.Path].Kind.Read(map.Entries[0].Value, line.Path, new ReadContext(findings, Sample.Environment));
            Assert.Empty(findings.ProblemsInOrder());
        }
    }

    [Theory]
    [InlineData(Wan)]
    [InlineData(Steering)]
    public void Each_value_of_a_key_with_a_default_is_the_default(string file)
    {
        Dictionary<string, Line> lines = Keys(file).ToDictionary(line => line.Path);
        foreach (SchemaKey key in Schema(file).Where(key => key.Default is not null))
            Assert.Equal((key.Path, key.Default), (key.Path, lines[key.Path].Value));
    }

    private static IReadOnlyList<SchemaKey> Schema(string file) => file == Wan ? WanSchema.Keys : SteeringSchema.Keys;

    private static IEnumerable<Line> Keys(string file)
    {
        List<string> path = [];
        string comment = "";
        foreach (string line in File.ReadLines(Checkout.Find("configs", file)))
        {
            string text = line.TrimStart();
            int depth = (line.Length - text.Length) / 2;
            if (text.StartsWith("# ", StringComparison.Ordinal) || text == "#")
            {
                comment = $"{comment} {text.TrimStart('#').Trim()}".Trim();
                continue;
            }
            if (text.Length == 0)
            {
                comment = "";
                continue;
            }

            string[] parts = text.TrimStart('#').Split(':', 2);
            path = [.. path.Take(depth), parts[0]];
            if (parts[1].Length > 0) yield return new Line(string.Join('.', path), parts[1].Trim(), comment);
            else comment = "";
        }
    }
}
