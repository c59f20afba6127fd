using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Wanctl.Ablation;

/// <summary>Lists the mutations of one file, in the order of its text.</summary>
/// <param name="file">Its name.</param>
/// <param name="literals">Whether unnamed numbers are changed too.</param>
/// <param name="questions">Whether bool methods, properties and locals are changed.</param>
internal sealed class MutationFinder(string file, bool literals, bool questions) : CSharpSyntaxWalker
{
    private const int ConditionColumns = 60;

    private readonly List<Mutation> _found = [];

    /// <summary>All mutations of a file.</summary>
    public static List<Mutation> Find(SyntaxTree tree, string file, bool literals)
    {
        // Estimators answer facts; their answers forced would only make the law blind.
        var finder = new MutationFinder(file, literals, file.StartsWith("Decide/", StringComparison.Ordinal));
        finder.Visit(tree.GetRoot());
        return finder._found;
    }

    /// <inheritdoc/>
    public override void VisitVariableDeclarator(VariableDeclaratorSyntax node)
    {
        if (node.Initializer is { Value: { } value } && node.Parent is VariableDeclarationSyntax declaration)
        {
            bool constant = node.Parent.Parent is FieldDeclarationSyntax { Modifiers: var field }
                && field.Any(SyntaxKind.ConstKeyword)
                || node.Parent.Parent is LocalDeclarationStatementSyntax { IsConst: true };
            if (constant && Number(value) is { } number)
            {
                Scale(MutationKind.Constant, value, number, Where(node), IsWhole(value));
                return;
            }
            if (node.Parent.Parent is LocalDeclarationStatementSyntax && IsBool(declaration.Type))
                Answer(value.Span, Where(node), "", "");
        }
        base.VisitVariableDeclarator(node);
    }

    /// <inheritdoc/>
    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (Number(node) is not { } number)
            return;
        if (node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax called } && IsSpan(called))
        {
            Scale(MutationKind.Constant, node, number, Where(node), whole: false);
        }
        else if (node.Parent is ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } element)
        {
            Scale(MutationKind.Constant, node, number, $"{Where(node)}[{list.Elements.IndexOf(element)}]",
                IsWhole(node));
        }
        else if (literals && number is not (0 or 1))
        {
            string text = Short(node.Parent?.ToString() ?? "");
            Scale(MutationKind.Literal, node, number, $"{Where(node)}: `{text}`", IsWhole(node));
        }
    }

    /// <inheritdoc/>
    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (IsBool(node.ReturnType))
        {
            if (node.ExpressionBody is { } body)
                Answer(body.Expression.Span, Where(node), "", "");
            else if (node.Body is { } block)
                Answer(block.Span, Where(node), "{ return ", "; }");
        }
        base.VisitMethodDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (IsBool(node.Type))
        {
            if (node.ExpressionBody is { } body)
                Answer(body.Expression.Span, Where(node), "", "");
            else if (node.AccessorList is { } accessors)
                Answer(accessors.Span, Where(node), "{ get => ", $"; {Setters(accessors)}}}");
        }
        base.VisitPropertyDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitIfStatement(IfStatementSyntax node)
    {
        if (node.Else is null)
        {
            // The condition may have an effect: it is still evaluated.
            string never = $"({node.Condition}) && false";
            string name = $"{Where(node)}: `if ({Short(node.Condition.ToString())})`";
            Add(new Mutation(MutationKind.Guard, file, node.Condition.Span, never, name, "never"));
        }
        base.VisitIfStatement(node);
    }

    private void Answer(TextSpan span, string name, string before, string after)
    {
        if (!questions)
            return;
        foreach (string answer in (string[])["false", "true"])
            Add(new Mutation(MutationKind.Question, file, span, before + answer + after, name, $"always {answer}"));
    }

    /// <summary>Halves and doubles a number; of a share above one half its distance to one.</summary>
    private void Scale(MutationKind kind, ExpressionSyntax at, double number, string name, bool whole)
    {
        foreach (double factor in (double[])[0.5, 2])
        {
            double to = number is > 0.5 and < 1 ? 1 - (1 - number) * factor : number * factor;
            if (whole)
                to = Math.Truncate(to);
            string text = Text(to);
            if (!whole && text.IndexOf('.', StringComparison.Ordinal) < 0)
                text += ".0";
            Add(new Mutation(kind, file, at.Span, text, name, $"{Text(number)} to {Text(to)}"));
        }
    }

    private void Add(Mutation mutation) => _found.Add(mutation);

    private static string Setters(AccessorListSyntax accessors)
    {
        string setters = "";
        foreach (AccessorDeclarationSyntax accessor in accessors.Accessors)
        {
            if (!accessor.IsKind(SyntaxKind.GetAccessorDeclaration))
                setters += $"{accessor.Modifiers} {accessor.Keyword} {{ }} ";
        }
        return setters;
    }

    private static bool IsWhole(ExpressionSyntax number) => number.ToString().AsSpan().IndexOfAny('.', 'e') < 0;

    private static bool IsBool(TypeSyntax type) => type.ToString() is "bool" or "bool?";

    private static bool IsSpan(InvocationExpressionSyntax called) =>
        called.Expression.ToString() is "Duration.FromMillis" or "Duration.FromSeconds";

    private static double? Number(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: { } value }
            && value is int or uint or long or ulong or float or double
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : null;

    private static string Text(double number) => Math.Round(number, 12).ToString("0.############",
        CultureInfo.InvariantCulture);

    private static string Short(string condition)
    {
        string[] words = condition.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        string line = string.Join(' ', words);
        line = line.Replace("|", "\\|", StringComparison.Ordinal);
        return line.Length <= ConditionColumns ? line : string.Concat(line.AsSpan(0, ConditionColumns - 3), "...");
    }

    /// <summary>The type and the members that a place stands in.</summary>
    private static string Where(SyntaxNode node)
    {
        string name = "";
        for (SyntaxNode? around = node; around is not null; around = around.Parent)
        {
            string? part = around switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.Text,
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                MethodDeclarationSyntax method => method.Identifier.Text,
                PropertyDeclarationSyntax property => property.Identifier.Text,
                ConstructorDeclarationSyntax => "constructor",
                IndexerDeclarationSyntax => "this[]",
                _ => null,
            };
            if (part is not null)
                name = name.Length == 0 ? part : $"{part}.{name}";
        }
        return name;
    }
}
