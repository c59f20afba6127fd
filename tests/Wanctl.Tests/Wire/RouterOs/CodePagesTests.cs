using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

/// <summary>Text that an older Windows tool has left on a router.</summary>
public class CodePagesTests
{
    [Theory]
    [InlineData("Büro", "42FC726F", "Windows-1252 (Latin-1)")]
    [InlineData("10 €", "31302080", "Windows-1252 (Latin-1)")]
    [InlineData("Загрузка", "C7E0E3F0F3E7EAE0", "Windows-1251")]
    [InlineData("№ 1 ё", "B92031A020", null)]
    [InlineData("№ 1 ё", "B9203120B8", "Windows-1251")]
    [InlineData("Büro", "42C3BC726F", null)]
    [InlineData("Büro", "42FC7270", null)]
    [InlineData("Buero", "427565726F", null)]
    [InlineData("", "", null)]
    public void The_page_in_which_bytes_are_the_text_is_named(string text, string bytes, string? page) =>
        Assert.Equal(page, CodePages.SameIn(Convert.FromHexString(bytes), text));

    [Fact]
    public void Text_in_UTF_8_is_the_same_in_no_other_page()
    {
        foreach (string text in (string[])["Büro", "Загрузка", "plain", "\u00C3\u00BC"])
            Assert.Null(CodePages.SameIn(Encoding.UTF8.GetBytes(text), text));
    }
}
